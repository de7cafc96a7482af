package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.OutcomeJudge;
import io.jenkins.plugins.ecsdeploy.watch.judge.Phrases;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whether a wait has ended, and how: with the deployment, at the point that it asked for, by a time-out, or by a
 * failure.
 */
final class WatchEnding {

    /** An answer right after an update may be from before it: another's change counts only if it is seen again. */
    private static final int POLLS_UNTIL_BELIEVED = 3;

    /** How long CodeDeploy may take to begin the rollback of a deployment that has ended; undocumented. */
    private static final Duration ROLLBACK_BEGINS = Duration.ofMinutes(3);

    /** How long a deployment may be in none of ECS' lists: they are complete a moment after an update. */
    private static final Duration GONE = Duration.ofMinutes(5);

    private final WatchRequest request;
    private int doubtedPolls;
    private boolean unrecoverable;
    private boolean unhealthyTargets;

    @CheckForNull
    private Instant awaitsRollbackSince;

    @CheckForNull
    private Instant notListedSince;

    @CheckForNull
    private WatchResult result;

    @CheckForNull
    private RuntimeException failure;

    WatchEnding(WatchRequest request) {
        this.request = request;
    }

    /**
     * @param isListed whether ECS still shows the deployment that is followed
     * @return a verdict, of which a success must still be checked; empty while there is none
     */
    Optional<Verdict> judge(OutcomeJudge judge, Observation seen, boolean isListed, boolean timeIsOver) {
        Optional<Verdict> verdict = judge.judge(seen).filter(found -> isBelieved(found, judge, seen, timeIsOver));
        if (verdict.isPresent()) {
            return verdict.map(this::withUnrecoverable);
        }
        if (request.until().isReached(seen)) {
            return Optional.of(reached(seen));
        }
        notListedSince = isListed ? null : notListedSince == null ? seen.at() : notListedSince;
        return notListedSince == null || seen.at().isBefore(notListedSince.plus(GONE))
                ? Optional.empty()
                : judge.deployment().map(id -> gone(id, seen));
    }

    private Verdict gone(DeploymentId deployment, Observation seen) {
        return new Verdict(
                Outcome.UNKNOWN,
                "ECS lists deployment " + deployment + " of the " + request.service()
                        + " no longer, neither in the service nor among its service deployments, so what became of it is"
                        + " unknown. The service is set to "
                        + Arn.name(seen.taskDefinition()) + ", and " + seen.running() + " of " + seen.desired()
                        + " tasks run. Check its events and deployments.");
    }

    private boolean isBelieved(Verdict verdict, OutcomeJudge judge, Observation seen, boolean timeIsOver) {
        if (seen.serviceDeployment()
                .filter(ServiceDeploymentState::codeDeployMayRollBack)
                .isPresent()) {
            Instant since = awaitsRollbackSince == null ? seen.at() : awaitsRollbackSince;
            awaitsRollbackSince = since;
            return timeIsOver || !seen.at().isBefore(since.plus(ROLLBACK_BEGINS));
        }
        boolean mayBeStale =
                verdict.outcome() == Outcome.SUPERSEDED && judge.deployment().isEmpty();
        doubtedPolls = mayBeStale ? doubtedPolls + 1 : 0;
        return !mayBeStale || doubtedPolls >= POLLS_UNTIL_BELIEVED;
    }

    private Verdict reached(Observation seen) {
        if (request.until().equals(Until.PAUSED)) {
            return new Verdict(Outcome.PAUSED, gate(seen).map(Gate::describe).orElseThrow());
        }
        String stage = seen.serviceDeployment()
                .map(ServiceDeploymentState::lifecycleStage)
                .orElse("");
        String at = stage.isEmpty() || stage.equals(request.until().word()) ? "" : " (at " + stage + ")";
        return new Verdict(Outcome.REACHED, "Reached " + request.until() + at + "; the deployment continues.");
    }

    private Verdict withUnrecoverable(Verdict verdict) {
        return !unrecoverable || verdict.outcome() == Outcome.SUCCEEDED
                ? verdict
                : new Verdict(
                        verdict.outcome(),
                        "Ended early by failFast, because the deployment could not succeed. "
                                + verdict.askedForBy("failFast").reason());
    }

    Verdict timedOut(OutcomeJudge judge, Observation seen) {
        return new Verdict(
                Outcome.TIMED_OUT,
                "Timed out after " + Phrases.duration(request.timeout()) + ". " + whatIsMissing(judge, seen));
    }

    /** @param since when the last poll was answered, or a moment later */
    Verdict timedOutWithoutAnswer(OutcomeJudge judge, Observation last, Instant since, String why) {
        Verdict known = timedOut(judge, last);
        return new Verdict(
                Outcome.TIMED_OUT,
                known.reason() + " AWS has not answered since " + since.truncatedTo(ChronoUnit.SECONDS)
                        + ", so this may be out of date. " + why);
    }

    private String whatIsMissing(OutcomeJudge judge, Observation seen) {
        boolean isComplete = judge.judge(seen).isPresent() || request.until().isReached(seen);
        if (unhealthyTargets && isComplete) {
            return "All tasks run, but the load balancer does not call all of their targets healthy.";
        }
        if (judge.deployment().isEmpty()) {
            return seen.primary().map(Phrases::runOf).orElse(seen.running() + " of " + seen.desired() + " tasks run")
                    + "; ECS keeps trying.";
        }
        Optional<String> completed = seen.serviceDeployment().flatMap(deployment -> switch (deployment.status()) {
            case "SUCCESSFUL" ->
                judge.deployment()
                        .flatMap(seen::deployment)
                        .map(own -> "ECS calls the deployment completed, but only " + Phrases.runOf(own) + ".");
            case "Succeeded" ->
                seen.service()
                        .primaryTaskSet()
                        .map(own -> "CodeDeploy calls the deployment completed, but only " + Phrases.runOf(own) + ".");
            default -> Optional.empty();
        });
        return completed.orElseGet(() -> "The deployment is still in progress and was not touched; "
                + gate(seen)
                        .map(gate -> "it waits for an answer. " + gate.describe())
                        .orElse("it may still complete or roll back.")
                + unansweredHooks(seen).map(hooks -> " " + hooks).orElse(""));
    }

    private static Optional<String> unansweredHooks(Observation seen) {
        return seen.serviceDeployment().flatMap(ServiceDeploymentState::unansweredHooks);
    }

    private static Optional<Gate> gate(Observation seen) {
        return seen.serviceDeployment().flatMap(ServiceDeploymentState::gate);
    }

    void targetsHealthy(boolean healthy) {
        unhealthyTargets = !healthy;
    }

    boolean isUnrecoverable() {
        return unrecoverable;
    }

    void markUnrecoverable() {
        unrecoverable = true;
    }

    void failed(RuntimeException why) {
        failure = why;
    }

    void ended(OutcomeJudge judge, WatchResult end) {
        result = end.outcome() == Outcome.ROLLED_BACK ? namingOtherRevision(judge, end) : end;
    }

    /** ECS rolls back to the last deployment that completed, which need not be what ran before the update. */
    private WatchResult namingOtherRevision(OutcomeJudge judge, WatchResult end) {
        return request.previousTaskDefinition()
                .map(Arn::name)
                .filter(earlier -> !earlier.equals(Arn.name(end.last().taskDefinition())))
                .filter(earlier -> !Optional.of(earlier).equals(judge.taskDefinition()))
                .map(earlier -> end.with(new Verdict(
                        Outcome.ROLLED_BACK,
                        end.verdict().reason() + " That is not the previous task definition, " + earlier + ".")))
                .orElse(end);
    }

    boolean hasEnded() {
        return result != null || failure != null;
    }

    Optional<WatchResult> result() {
        return Optional.ofNullable(result);
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }
}
