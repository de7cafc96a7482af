package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.TaskSetState;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whether a service is steady if only its desired count was changed. That starts no deployment, so the counts
 * decide (API reference of UpdateService, {@code desiredCount}). A pure function.
 */
final class CountsJudge {

    private CountsJudge() {}

    /** @param asked how many tasks the update asked for; empty if no update is known */
    static Optional<Verdict> judge(OptionalInt asked, Observation seen) {
        if (asked.isPresent() && seen.desired() != asked.getAsInt()) {
            return Optional.of(new Verdict(
                    Outcome.SUPERSEDED,
                    "The desired count is now " + seen.desired() + " instead of the requested " + asked.getAsInt()
                            + ": another update or Service Auto Scaling changed it."));
        }
        Optional<DeploymentState> failed = seen.primary().filter(primary -> "FAILED".equals(primary.rolloutState()));
        if (failed.isPresent()) {
            return failed.map(CountsJudge::failedBefore);
        }
        return isSettled(seen) ? Optional.of(new Verdict(Outcome.SUCCEEDED, runs(seen))) : Optional.empty();
    }

    /** Beside a completed deployment, earlier tasks may run on: draining, protected, or cleaned up later. */
    private static boolean isSettled(Observation seen) {
        Optional<TaskSetState> taskSet = seen.service().primaryTaskSet();
        if (taskSet.isPresent()) {
            return taskSet.get().running() == seen.desired() && taskSet.get().pending() == 0;
        }
        Optional<DeploymentState> completed =
                seen.primary().filter(primary -> "COMPLETED".equals(primary.rolloutState()));
        if (completed.isPresent()) {
            return completed.get().running() == seen.desired()
                    && completed.get().pending() == 0;
        }
        return seen.deployments().size() <= 1
                && seen.service().deploymentInProgress().isEmpty()
                && seen.running() == seen.desired()
                && seen.pending() == 0;
    }

    /** Running tasks prove nothing then: they may be from before that deployment, because ECS left them alone. */
    private static Verdict failedBefore(DeploymentState last) {
        return new Verdict(
                Outcome.FAILED,
                "The service's last deployment, " + last.id() + " of " + last.familyRevision()
                        + ", failed before this wait and was not rolled back"
                        + (last.rolloutStateReason().isEmpty()
                                ? "."
                                : ": " + Phrases.sentence(last.rolloutStateReason()))
                        + " Deploy it again (forceNewDeployment), or deploy another task definition.");
    }

    private static String runs(Observation seen) {
        String revision = Arn.name(seen.taskDefinition());
        return seen.desired() == 0
                ? revision + " runs no task: the desired count is 0."
                : revision + " runs with " + Phrases.tasks(seen.desired()) + ", as desired."
                        + Phrases.leftOver(seen, false);
    }
}
