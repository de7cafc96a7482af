package io.jenkins.plugins.ecsdeploy.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcrHostnameTest {

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com, eu-west-1",
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1",
        "123456789012.dkr-ecr.us-west-2.on.aws, us-west-2"
    })
    void accountAndRegionAreReadFromTheHostname(String host, String region) {
        assertThat(EcrHostname.of(host)).contains(new EcrHostname("123456789012", region));
    }

    @Test
    void otherHostsAreNotRecognized() {
        assertThat(EcrHostname.of("public.ecr.aws")).isEmpty();
        assertThat(EcrHostname.of("registry.example.com:5000")).isEmpty();
        assertThat(EcrHostname.of("123456789012.dkr.ecr.eu-west-1.amazonaws.com.example.org/x"))
                .isEmpty();
    }
}
