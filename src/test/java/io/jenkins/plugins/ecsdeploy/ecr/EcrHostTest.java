package io.jenkins.plugins.ecsdeploy.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcrHostTest {

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com, eu-west-1",
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1",
        "123456789012.dkr-ecr.us-west-2.on.aws, us-west-2"
    })
    void accountAndRegionAreReadFromTheHost(String host, String region) {
        assertThat(EcrHost.of(host)).contains(new EcrHost("123456789012", region));
    }

    @Test
    void otherHostsAreNone() {
        assertThat(EcrHost.of("public.ecr.aws")).isEmpty();
        assertThat(EcrHost.of("registry.example.com:5000")).isEmpty();
        assertThat(EcrHost.of("123456789012.dkr.ecr.eu-west-1.amazonaws.com.example.org/x"))
                .isEmpty();
    }
}
