package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials.Obtained;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials.UnavailableException;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials that are kept for a while, and what becomes of them if they can't be renewed. */
class CachedCredentialsTest {

    private static final Duration SESSION = Duration.ofMinutes(15);

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    private final CachedCredentials credentials = new CachedCredentials(this, this::obtain, clock);
    private int asked;
    private RuntimeException failure;

    @Test
    void theSourceIsAskedOnceForManyCalls() {
        credentials.resolveCredentials();
        clock.advance(Duration.ofMinutes(4));
        assertThat(key()).isEqualTo("ASIA1");
    }

    @Test
    void theSourceIsAskedAgainBeforeTheShortestSessionEnds() {
        credentials.resolveCredentials();
        clock.advance(Duration.ofMinutes(5));
        assertThat(key()).isEqualTo("ASIA2");
    }

    @Test
    void aSessionThatCantBeRenewedIsUsedWhileItIsGood() {
        credentials.resolveCredentials();
        failure = new UnavailableException("STS can't be reached", true, null);

        clock.advance(Duration.ofMinutes(13));
        assertThat(key()).isEqualTo("ASIA1");
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(this::key).isSameAs(failure);
    }

    @Test
    void aFailedRenewalIsTriedAgainSoonButNotAtEachCall() {
        credentials.resolveCredentials();
        failure = new UnavailableException("STS can't be reached", true, null);
        clock.advance(Duration.ofMinutes(5));
        key();
        key();
        assertThat(asked).isEqualTo(2);

        failure = null;
        clock.advance(Duration.ofSeconds(30));
        assertThat(key()).isEqualTo("ASIA3");
    }

    @Test
    void credentialsThatMayNotBeUsedAnyMoreAreNotUsed() {
        credentials.resolveCredentials();
        failure = new EcsDeployException("deleted in Jenkins") {};
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(this::key).isSameAs(failure);
    }

    @Test
    void aCallWithoutCredentialsWasNotSentAndMayBeTriedAgain() {
        failure = new UnavailableException("STS can't be reached", true, null);
        assertThatThrownBy(() -> AwsCall.run("ecs:DescribeServices", "service web", this::key))
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        call -> assertThat(call.isRetryable()).isTrue())
                .hasMessage("ecs:DescribeServices for service web was not sent: STS can't be reached");
    }

    @Test
    void aRefusalOfTheSourceIsNotTriedAgain() {
        failure = new UnavailableException("not authorized to perform: sts:AssumeRole", false, null);
        assertThatThrownBy(() -> AwsCall.run("ecs:DescribeServices", "service web", this::key))
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        call -> assertThat(call.isRetryable()).isFalse());
    }

    private String key() {
        return credentials.resolveCredentials().accessKeyId();
    }

    private Obtained obtain() {
        asked++;
        if (failure != null) {
            throw failure;
        }
        return new Obtained(AwsSessionCredentials.create("ASIA" + asked, "not-a-secret", "token"), SESSION);
    }
}
