package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One deployment followed look by look, so that between two looks nothing has to wait: no thread, no executor. It only
 * reads: whatever happens here, a time-out and a failed look included, the deployment is left alone.
 * For one thread at a time.
 */
public final class Watch {

    /** After a failed look, pause as long as after this many that saw nothing new. */
    private static final int LOOKS_UNTIL_LONGEST_PAUSE = 50;

    private final AwsClients clients;
    private final Clock clock;
    private final PollSchedule schedule;
    private final WatchRequest request;
    private final WatchListener listener;
    private final ServiceObserver observer;
    private final Instant start;
    private final Instant deadline;
    private Optional<Followed> followed = Optional.empty();
    private Optional<Observation> before = Optional.empty();
    private int unchanged;

    public Watch(AwsClients clients, Clock clock, PollSchedule schedule, WatchRequest request, WatchListener listener) {
        this.clients = clients;
        this.clock = clock;
        this.schedule = schedule;
        this.request = request;
        this.listener = listener;
        observer = new ServiceObserver(clients, clock, request.service());
        start = clock.instant();
        deadline = start.plus(request.timeout());
    }

    /**
     * Looks once.
     *
     * @return the outcome; empty while the deployment goes on and there is time left: look again after {@link #pause}
     * @throws SteadyException where the cluster or the service is not there
     * @throws AwsCallException where AWS refuses to be asked; what may go through later is told to the listener instead,
     *     until the time is over
     */
    public Optional<WatchResult> look() {
        try {
            Followed settled = followed.isPresent() ? followed.get() : Followed.at(observer, request);
            followed = Optional.of(settled);
            Observation seen = observer.observe(settled.deployment());
            settled.events().fresh(seen).forEach(listener::event);
            listener.observed(seen);
            Optional<Verdict> verdict = settled.judge(seen);
            if (verdict.isPresent()) {
                return verdict.map(found -> result(settled, found, seen));
            }
            unchanged = before.isPresent() && !seen.differsFrom(before.get()) ? unchanged + 1 : 0;
            before = Optional.of(seen);
        } catch (AwsCallException failed) {
            if (!failed.isTransient() || isOver() && before.isEmpty()) {
                throw failed;
            }
            listener.lookFailed(failed.getMessage(), schedule.longest());
            unchanged = LOOKS_UNTIL_LONGEST_PAUSE;
        }
        return isOver()
                ? followed.flatMap(settled -> before.map(last -> result(settled, timedOut(settled, last), last)))
                : Optional.empty();
    }

    /** How long to wait before the next look; never beyond the end of the time. */
    public Duration pause() {
        Duration pause = schedule.pause(unchanged);
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() || left.compareTo(pause) > 0 ? pause : left;
    }

    /** The deployment that is followed: known after the first look, empty where only the counts are waited for. */
    public Optional<DeploymentId> deployment() {
        return followed.map(Followed::deployment).orElse(request.deployment());
    }

    private boolean isOver() {
        return !clock.instant().isBefore(deadline);
    }

    private WatchResult result(Followed settled, Verdict verdict, Observation last) {
        Duration waited = Duration.between(start, clock.instant());
        return new WatchResult(verdict, settled.deployment(), last, waited, failures(settled, verdict, last));
    }

    /** Only where something failed: what superseded or stopped a deployment is told by the verdict. */
    private FailureDiagnosis failures(Followed settled, Verdict verdict, Observation last) {
        return switch (verdict.outcome()) {
            case FAILED, ROLLED_BACK, TIMED_OUT ->
                settled.deployment()
                        .or(() -> last.primary().map(DeploymentState::id))
                        .map(deployment -> new FailureReader(clients)
                                .read(
                                        request.service(),
                                        deployment,
                                        settled.events().sinceStart(last)))
                        .orElse(FailureDiagnosis.NONE);
            default -> FailureDiagnosis.NONE;
        };
    }

    private Verdict timedOut(Followed settled, Observation last) {
        String state = settled.deployment().isPresent()
                ? "The deployment was left alone and goes on; ECS may still complete it or roll it back."
                : last.running() + " of " + last.desired() + " tasks run; ECS goes on trying.";
        return new Verdict(Outcome.TIMED_OUT, "Not steady after " + words(request.timeout()) + ". " + state);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + " seconds";
        }
        return seconds == 60 ? "1 minute" : seconds / 60 + " minutes";
    }
}
