package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whether a service of which only the desired count was changed is steady. That starts no deployment, so the
 * counts decide (API reference of UpdateService, `desiredCount`). A pure function.
 */
final class CountsJudge {

    private CountsJudge() {}

    /** @param asked how many tasks the update asked for; empty where nothing is known of one */
    static Optional<Verdict> judge(OptionalInt asked, Observation seen) {
        if (asked.isPresent() && seen.desired() != asked.getAsInt()) {
            return Optional.of(new Verdict(
                    Outcome.SUPERSEDED,
                    "The desired count was set to " + seen.desired() + " since, instead of the " + asked.getAsInt()
                            + " asked for: by another update, or by Service Auto Scaling."));
        }
        Optional<DeploymentState> failed = seen.primary().filter(primary -> "FAILED".equals(primary.rolloutState()));
        if (failed.isPresent()) {
            return failed.map(CountsJudge::failedBefore);
        }
        boolean settled = seen.deployments().size() <= 1
                && seen.service().deploymentInProgress().isEmpty();
        return settled && seen.running() == seen.desired() && seen.pending() == 0
                ? Optional.of(new Verdict(Outcome.SUCCEEDED, runs(seen)))
                : Optional.empty();
    }

    /** That tasks run says nothing then: they may be those of before it, which ECS left alone. */
    private static Verdict failedBefore(DeploymentState last) {
        return new Verdict(
                Outcome.FAILED,
                "The service's last deployment, " + last.id() + " of " + last.familyRevision()
                        + ", failed before this wait and was not rolled back"
                        + (last.rolloutStateReason().isEmpty()
                                ? "."
                                : ": " + Phrases.sentence(last.rolloutStateReason()))
                        + " Deploy it anew (forceNewDeployment), or another task definition.");
    }

    private static String runs(Observation seen) {
        String revision = Arn.name(seen.taskDefinition());
        return seen.desired() == 0
                ? "No task of " + revision + " runs: the desired count is 0."
                : revision + " runs with " + Phrases.tasks(seen.running()) + ", as desired.";
    }
}
