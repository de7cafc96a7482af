package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException.Kind;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendOnceTest {

    private static final String NOTHING = "nothing";

    private static final Backoff BACKOFF = Backoff.linear(3, Duration.ofSeconds(2));

    private final List<Duration> slept = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private final Deque<Object> effects = new ArrayDeque<>();
    private final SendOnce once = new SendOnce(slept::add, BACKOFF);

    @Test
    void anAnswerIsReturnedWithoutALookUp() throws InterruptedException {
        answers.add("done");
        assertThat(send(once)).isEqualTo("done");
        assertThat(slept).isEmpty();
    }

    @Test
    void aLostAnswerIsLookedUpAndNotSentAgain() throws InterruptedException {
        answers.add(failure(Kind.UNREACHABLE));
        effects.add("found");
        assertThat(send(once)).isEqualTo("found");
        assertThat(slept).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void aTryWithoutEffectIsSentAgainAfterLongerPauses() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.SERVICE_ERROR), failure(Kind.UNREACHABLE), "done"));
        nothingIsSeen(2);
        assertThat(send(once)).isEqualTo("done");
        assertThat(effects).isEmpty();
        assertThat(slept.stream().map(Duration::toSeconds)).containsExactly(2L, 2L, 2L, 4L, 4L, 4L);
    }

    @Test
    void aThrottledCallHadNoEffectAndIsNotLookedUp() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.THROTTLED), "done"));
        assertThat(send(once)).isEqualTo("done");
    }

    @Test
    void aThrottledCallAfterALostAnswerIsLookedUp() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.THROTTLED)));
        nothingIsSeen(1);
        effects.add("late");
        assertThat(send(once)).isEqualTo("late");
    }

    @Test
    void aRefusalIsFinalAtOnce() {
        answers.add(failure(Kind.REFUSED));
        assertThatThrownBy(() -> send(once)).isInstanceOf(AwsCallException.class);
        assertThat(slept).isEmpty();
    }

    @Test
    void aRefusalBecauseTheLostCallTookEffectIsNone() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.REFUSED)));
        nothingIsSeen(1);
        effects.add("ours");
        assertThat(send(once)).isEqualTo("ours");
    }

    @Test
    void theLastTryIsLookedUpTooBeforeItIsCalledUnknown() {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.UNREACHABLE), failure(Kind.SERVICE_ERROR)));
        nothingIsSeen(3);
        assertThatThrownBy(() -> send(once))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessage(
                        "UNKNOWN: SERVICE_ERROR It is unknown whether AWS carried it out. AWS shows no effect of it so"
                                + " far. Look at it.");
        assertThat(effects).isEmpty();
    }

    @Test
    void anAnswerFromBeforeTheLostCallIsNotBelieved() throws InterruptedException {
        answers.add(failure(Kind.UNREACHABLE));
        effects.addAll(List.of(NOTHING, NOTHING, "ours"));
        assertThat(send(once)).isEqualTo("ours");
    }

    @Test
    void aLookThatFailsIsRepeatedBeforeAnythingIsSentAgain() throws InterruptedException {
        answers.add(failure(Kind.UNREACHABLE));
        effects.addAll(List.of(failure(Kind.SERVICE_ERROR), failure(Kind.THROTTLED), NOTHING, "ours"));
        assertThat(send(once)).isEqualTo("ours");
    }

    @Test
    void ifLooksKeepFailingItIsUnknownAndNotSentAgain() {
        answers.add(failure(Kind.UNREACHABLE));
        effects.addAll(Collections.nCopies(8, failure(Kind.SERVICE_ERROR)));
        assertThatThrownBy(() -> send(once))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("That could not be looked up: SERVICE_ERROR Look at it.");
        assertThat(effects).isEmpty();
    }

    @Test
    void ifALookIsRefusedItIsUnknown() {
        answers.add(failure(Kind.SERVICE_ERROR));
        effects.add(failure(Kind.EXPIRED_CREDENTIALS));
        assertThatThrownBy(() -> send(once)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void aRefusalAfterALostAnswerIsReportedAsUnknown() {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.REFUSED)));
        nothingIsSeen(2);
        assertThatThrownBy(() -> send(once))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("It was sent again, and then: REFUSED");
    }

    @Test
    void aCallThatGotNoConnectionWasNotCarriedOut() {
        AwsCallException unsent = new AwsCallException(
                Kind.UNREACHABLE, "ecs:UpdateService", "", "", "unsent", new ConnectException("refused"));
        answers.addAll(List.of(unsent, unsent, unsent));
        assertThatThrownBy(() -> send(once)).isSameAs(unsent);
    }

    @Test
    void anAbortEndsItWithoutALookUp() {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.INTERRUPTED)));
        nothingIsSeen(1);
        assertThatThrownBy(() -> send(once))
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.INTERRUPTED));
    }

    @Test
    void aKnownRefusalCanBeRetriedLikeALostAnswer() throws InterruptedException {
        answers.addAll(List.of(
                failure(
                        Kind.REFUSED,
                        "ClientException",
                        "Too many concurrent attempts to create a new revision of the specified family."),
                "done"));
        effects.add(NOTHING);
        assertThat(send(once.retrying(KnownMessage.CONCURRENT_REGISTRATION))).isEqualTo("done");
        assertThat(slept).hasSize(1);
    }

    @Test
    void exponentialPausesDoubleUpToTheLongestWithARandomHalf() {
        Backoff backoff =
                Backoff.exponential(8, Duration.ofSeconds(1), Duration.ofSeconds(16), new SplittableRandom(1));
        List<Duration> pauses =
                IntStream.rangeClosed(1, 8).mapToObj(backoff::pauseAfter).toList();
        for (int i = 0; i < pauses.size(); i++) {
            long full = Math.min(1000L << i, 16_000);
            assertThat(pauses.get(i).toMillis()).isBetween(full / 2, full - 1);
        }
    }

    private String send(SendOnce how) throws InterruptedException {
        return how.send(this::next, this::look, "Look at it.");
    }

    private Optional<String> look() {
        Object seen = effects.remove();
        if (seen instanceof AwsCallException failed) {
            throw failed;
        }
        return seen.equals(NOTHING) ? Optional.empty() : Optional.of((String) seen);
    }

    /** As often as it takes until it is believed. */
    private void nothingIsSeen(int times) {
        effects.addAll(Collections.nCopies(3 * times, NOTHING));
    }

    private String next() {
        Object answer = answers.remove();
        if (answer instanceof AwsCallException failed) {
            throw failed;
        }
        return (String) answer;
    }

    private static AwsCallException failure(Kind kind) {
        return failure(kind, "", "");
    }

    private static AwsCallException failure(Kind kind, String code, String awsMessage) {
        return new AwsCallException(kind, "ecs:UpdateService", code, awsMessage, kind.name(), null);
    }
}
