package io.jenkins.plugins.ecsdeploy.steady;

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
        boolean settled = seen.deployments().size() <= 1
                && seen.service().deploymentInProgress().isEmpty();
        return settled && seen.running() == seen.desired() && seen.pending() == 0
                ? Optional.of(new Verdict(Outcome.SUCCEEDED, runs(seen)))
                : Optional.empty();
    }

    private static String runs(Observation seen) {
        String revision = Words.familyRevision(seen.taskDefinition());
        return seen.desired() == 0
                ? "No task of " + revision + " runs: the desired count is 0."
                : revision + " runs with " + Words.tasks(seen.running()) + ", as desired.";
    }
}
