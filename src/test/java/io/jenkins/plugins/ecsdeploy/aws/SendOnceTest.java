package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendOnceTest {

    private static final Backoff BACKOFF = Backoff.linear(3, Duration.ofSeconds(2));

    private final List<Duration> slept = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private final Deque<Optional<String>> effects = new ArrayDeque<>();
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
        effects.add(Optional.of("found"));
        assertThat(send(once)).isEqualTo("found");
        assertThat(slept).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void aTryWithoutEffectIsSentAgainAfterLongerPauses() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.SERVICE_ERROR), failure(Kind.UNREACHABLE), "done"));
        effects.addAll(List.of(Optional.empty(), Optional.empty()));
        assertThat(send(once)).isEqualTo("done");
        assertThat(slept).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aThrottledCallHadNoEffectAndIsNotLookedUp() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.THROTTLED), "done"));
        assertThat(send(once)).isEqualTo("done");
    }

    @Test
    void aThrottledCallAfterALostAnswerIsLookedUp() throws InterruptedException {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.THROTTLED)));
        effects.addAll(List.of(Optional.empty(), Optional.of("late")));
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
        effects.addAll(List.of(Optional.empty(), Optional.of("ours")));
        assertThat(send(once)).isEqualTo("ours");
    }

    @Test
    void theLastTryIsLookedUpTooBeforeTheFailureIsReported() {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.UNREACHABLE), failure(Kind.SERVICE_ERROR)));
        effects.addAll(List.of(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> send(once))
                .isInstanceOfSatisfying(
                        AwsCallException.class, last -> assertThat(last.kind()).isEqualTo(Kind.SERVICE_ERROR));
        assertThat(effects).isEmpty();
    }

    @Test
    void anAbortEndsItWithoutALookUp() {
        answers.addAll(List.of(failure(Kind.UNREACHABLE), failure(Kind.INTERRUPTED)));
        effects.add(Optional.empty());
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
        effects.add(Optional.empty());
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
        return how.send(this::next, effects::remove);
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
