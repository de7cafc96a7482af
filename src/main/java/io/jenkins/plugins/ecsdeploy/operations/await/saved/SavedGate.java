package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.TestTraffic;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@link Gate} as it is saved: of plain values. Public, because JBoss Marshalling, with which Jenkins saves a Pipeline,
 * calls a record's accessors from outside ("symbolic reference class is not accessible" otherwise).
 */
public record SavedGate(
        String deploymentArn,
        String stage,
        String hookId,
        @CheckForNull Instant expiresAt,
        String onExpiry,
        int step,
        int steps,
        @CheckForNull TestTraffic testTraffic,
        String noTestTraffic)
        implements Serializable {

    static SavedGate of(Gate gate) {
        return new SavedGate(
                gate.deploymentArn(),
                gate.stage(),
                gate.hookId(),
                gate.expiresAt().orElse(null),
                gate.onExpiry(),
                gate.step(),
                gate.steps(),
                gate.testTraffic().orElse(null),
                gate.noTestTraffic());
    }

    Gate gate() {
        return new Gate(
                deploymentArn,
                stage,
                hookId,
                Optional.ofNullable(expiresAt),
                onExpiry,
                step,
                steps,
                Optional.ofNullable(testTraffic),
                noTestTraffic);
    }
}
