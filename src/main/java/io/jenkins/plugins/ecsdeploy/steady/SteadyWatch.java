package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Follows a deployment to its outcome. It only reads: whatever happens here, a time-out and a failed poll included, the
 * deployment is left alone (design, decision 9).
 */
public final class SteadyWatch {

    /** After a failed look, wait as long as after this many that saw nothing new. */
    private static final int LOOKS_UNTIL_LONGEST_PAUSE = 50;

    private final AwsClients clients;
    private final Clock clock;
    private final Sleeper sleeper;
    private final PollSchedule schedule;

    public SteadyWatch(AwsClients clients, Clock clock, Sleeper sleeper, PollSchedule schedule) {
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
        this.schedule = schedule;
    }

    /**
     * Waits for the outcome.
     *
     * @throws SteadyException where the cluster or the service is not there
     * @throws AwsCallException where AWS refuses to be asked; a call that may go through later is tried again until the
     *     time is over
     * @throws InterruptedException when the waiting thread is interrupted; the deployment goes on
     */
    public WatchResult await(WatchRequest request, WatchListener listener) throws InterruptedException {
        Instant start = clock.instant();
        Instant deadline = start.plus(request.timeout());
        ServiceObserver observer = new ServiceObserver(clients, clock, request.service());
        Followed followed = null;
        Observation before = null;
        int unchanged = 0;
        while (true) {
            try {
                if (followed == null) {
                    followed = Followed.at(observer.observe(Optional.empty()), request.deployment());
                }
                Observation seen = observer.observe(followed.deployment());
                followed.events().fresh(seen).forEach(listener::event);
                listener.observed(seen);
                Optional<Verdict> verdict = followed.judge(seen);
                if (verdict.isPresent()) {
                    return result(request, followed, verdict.get(), seen, start);
                }
                unchanged = before != null && !seen.differsFrom(before) ? unchanged + 1 : 0;
                before = seen;
            } catch (AwsCallException failed) {
                if (!failed.isTransient() || !clock.instant().isBefore(deadline)) {
                    throw failed;
                }
                listener.lookFailed(failed.getMessage(), schedule.longest());
                unchanged = LOOKS_UNTIL_LONGEST_PAUSE;
            }
            if (!clock.instant().isBefore(deadline) && before != null) {
                return result(request, followed, timedOut(request), before, start);
            }
            sleeper.sleep(shorter(schedule.pause(unchanged), Duration.between(clock.instant(), deadline)));
        }
    }

    private WatchResult result(
            WatchRequest request, Followed followed, Verdict verdict, Observation last, Instant start) {
        FailureDiagnosis failures =
                verdict.outcome().isGood() || followed.deployment().isEmpty()
                        ? FailureDiagnosis.NONE
                        : new FailureReader(clients)
                                .read(
                                        request.service(),
                                        followed.deployment().get(),
                                        followed.events().sinceStart(last));
        return new WatchResult(
                verdict, followed.deployment(), last, Duration.between(start, clock.instant()), failures);
    }

    private static Verdict timedOut(WatchRequest request) {
        return new Verdict(
                Outcome.TIMED_OUT,
                "Not steady after " + words(request.timeout())
                        + ". The deployment was left alone and goes on; ECS may still complete it or roll it"
                        + " back.");
    }

    private static String words(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes == 0 ? duration.toSeconds() + " seconds" : minutes == 1 ? "1 minute" : minutes + " minutes";
    }

    private static Duration shorter(Duration pause, Duration left) {
        return left.isNegative() || left.compareTo(pause) > 0 ? pause : left;
    }

    /** What is followed, settled at the first look. */
    private record Followed(Optional<DeploymentId> deployment, EventCursor events) {

        static Followed at(Observation first, Optional<DeploymentId> wanted) {
            Optional<DeploymentId> deployment = wanted.or(() -> first.primary()
                    .filter(primary -> !"COMPLETED".equals(primary.rolloutState()))
                    .map(DeploymentState::id));
            EventCursor events = deployment
                    .flatMap(first::deployment)
                    .map(known -> EventCursor.since(known.createdAt()))
                    .orElseGet(() -> EventCursor.after(first));
            return new Followed(deployment, events);
        }

        Optional<Verdict> judge(Observation seen) {
            return deployment.isPresent()
                    ? DeploymentJudge.judge(deployment.get(), seen)
                    : DeploymentJudge.judgeCounts(seen);
        }
    }
}
