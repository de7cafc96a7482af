package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * How a wait ended.
 *
 * @param deployment the deployment that was followed; empty if only the counts were waited for
 * @param last what the last poll saw
 * @param gate that the deployment is paused at; with {@link Outcome#PAUSED}, or if the wait ended there otherwise
 * @param failures why tasks failed; {@link FailureDiagnosis#NONE} after a good outcome
 */
public record WatchResult(
        Verdict verdict,
        Optional<DeploymentId> deployment,
        Observation last,
        Duration waited,
        Optional<Gate> gate,
        FailureDiagnosis failures) {

    public Outcome outcome() {
        return verdict.outcome();
    }

    /** The same for a service about which nothing was changed: that it runs well is no success of this build. */
    public WatchResult ofUnchangedService() {
        return deployment.isEmpty() && outcome() == Outcome.SUCCEEDED
                ? with(new Verdict(Outcome.UNCHANGED, "Nothing to change: " + verdict.reason()))
                : this;
    }

    /** The same, if somebody asked for the rollback: it was this build. @param how the step or the parameter that asked */
    public WatchResult askedForBy(String how) {
        return with(verdict.askedForBy(how));
    }

    WatchResult with(Verdict other) {
        return new WatchResult(other, deployment, last, waited, gate, failures);
    }

    /** The reason, and the most likely cause after a bad outcome. */
    public String reason() {
        return verdict.reason()
                + failures.headline().map(cause -> " Cause: " + cause).orElse("");
    }

    /** The whole story in one line: the outcome, its reason, and the most likely cause after a bad outcome. */
    public String summary() {
        return outcome() + ": " + reason();
    }
}
