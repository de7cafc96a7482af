package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class SessionEndTest {

    private static final Instant DEADLINE = Instant.parse("2026-01-01T13:00:00Z");
    private static final AwsConnection SESSION =
            connection(AwsSessionCredentials.create("ASIAEXAMPLE", "not-a-secret", "token"));

    @Test
    void keysThatDoNotEndNeedNoWord() {
        assertThat(SessionEnd.warning(
                        connection(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")), Map.of(), DEADLINE))
                .isEmpty();
    }

    @Test
    void aSessionThatEndsBeforeTheWaitIsToldWithBothTimesAndWhatToDo() {
        assertThat(SessionEnd.warning(
                        SESSION, Map.of("AWS_CREDENTIAL_EXPIRATION", "2026-01-01T13:30:00+01:00"), DEADLINE))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("expire at 2026-01-01T12:30:00Z, before this wait times out at 2026-01-01T13:00:00Z")
                        .contains("the wait fails and the deployment continues")
                        .contains("name credentials (credentialsId:) or a role")
                        .doesNotContain("ASIAEXAMPLE")
                        .doesNotContain("token"));
    }

    @Test
    void aSessionThatOutlastsTheWaitNeedsNoWord() {
        assertThat(SessionEnd.warning(SESSION, Map.of("AWS_SESSION_EXPIRATION", "2026-01-01T13:00:01Z"), DEADLINE))
                .isEmpty();
    }

    @Test
    void aSessionWithoutAReadableEndIsCalledNotRenewable() {
        assertThat(SessionEnd.warning(SESSION, Map.of(), DEADLINE))
                .hasValueSatisfying(line -> assertThat(line).contains("can't be renewed here"));
        assertThat(SessionEnd.warning(SESSION, Map.of("AWS_CREDENTIAL_EXPIRATION", "tomorrow"), DEADLINE))
                .isEqualTo(SessionEnd.warning(SESSION, Map.of(), DEADLINE));
    }

    @Test
    void theOtherVariableCountsWhereTheFirstCannotBeRead() {
        assertThat(SessionEnd.warning(
                        SESSION,
                        Map.of("AWS_CREDENTIAL_EXPIRATION", "", "AWS_SESSION_EXPIRATION", "2026-01-01T12:00:00Z"),
                        DEADLINE))
                .hasValueSatisfying(line -> assertThat(line).contains("expire at 2026-01-01T12:00:00Z"));
    }

    private static AwsConnection connection(AwsCredentials credentials) {
        return AwsConnection.to(Region.US_EAST_1, StaticCredentialsProvider.create(credentials));
    }
}
