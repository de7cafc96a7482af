package io.jenkins.plugins.ecsdeploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Where a login of ECR is sent to. */
class EcrEndpointTest {

    private static final URI OWN = URI.create("https://111122223333.dkr.ecr.us-east-1.amazonaws.com");

    @Test
    void anotherAccountsRegistryIsBesideTheCallers() {
        assertThat(EcrImageCheck.endpoint(OWN, "123456789012"))
                .hasToString("https://123456789012.dkr.ecr.us-east-1.amazonaws.com");
    }

    @Test
    void anEndpointThatNamesNoAccountIsTakenAsItIs() {
        URI replaced = URI.create("http://127.0.0.1:4566");

        assertThat(EcrImageCheck.endpoint(replaced, "123456789012")).isEqualTo(replaced);
        assertThat(EcrImageCheck.endpoint(OWN, null)).isEqualTo(OWN);
    }
}
