package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was decided once, compared with what is there later. */
class KnownAwsTest {

    private static final KnownAws DEV = aws("eu-central-1", "111111111111", null);

    @Test
    void credentialsOfAnotherAccountAreRefused() {
        assertThat(DEV.refusal(Optional.of("222222222222")))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(
                                "This concerns AWS account 111111111111",
                                "the credentials that the build has set around the step belong to account 222222222222",
                                "which is not asked",
                                "inside of the same withAWS"));
        assertThat(DEV.refusal(Optional.of("111111111111"))).isEmpty();
    }

    @Test
    void anAccountThatCantBeKnownRefusesNothing() {
        assertThat(DEV.refusal(Optional.empty())).isEmpty();
        assertThat(aws("eu-central-1", null, null).refusal(Optional.of("222222222222")))
                .isEmpty();
    }

    @Test
    void placesDifferByRegionAccountAndEndpoint() {
        assertThat(DEV.mayBeAt(aws("eu-central-1", null, null))).isTrue();
        assertThat(DEV.mayBeAt(aws("eu-west-1", "111111111111", null))).isFalse();
        assertThat(DEV.mayBeAt(aws("eu-central-1", "222222222222", null))).isFalse();
        assertThat(DEV.mayBeAt(aws("eu-central-1", "111111111111", "http://127.0.0.1:4590")))
                .isFalse();
    }

    private static KnownAws aws(String region, String account, String endpoint) {
        return new KnownAws(Source.BUILD, null, region, account, null, null, null, endpoint);
    }
}
