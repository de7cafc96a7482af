package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Duration;
import java.util.Optional;

/**
 * How a wait ended.
 *
 * @param deployment the deployment that was followed; empty where only the counts were waited for
 * @param last the last look at the service
 * @param failures why tasks failed; {@link FailureDiagnosis#NONE} after a good outcome
 */
public record WatchResult(
        Verdict verdict,
        Optional<DeploymentId> deployment,
        Observation last,
        Duration waited,
        FailureDiagnosis failures) {

    public Outcome outcome() {
        return verdict.outcome();
    }
}
