package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** A {@link Gate} as it is saved: of plain values. Public, as Jenkins' marshalling wants each record that it saves. */
public record SavedGate(
        String deploymentArn,
        String stage,
        String hookId,
        @CheckForNull Instant expiresAt,
        String onExpiry,
        @CheckForNull String testEndpoint)
        implements Serializable {

    static SavedGate of(Gate gate) {
        return new SavedGate(
                gate.deploymentArn(),
                gate.stage(),
                gate.hookId(),
                gate.expiresAt().orElse(null),
                gate.onExpiry(),
                gate.testEndpoint().orElse(null));
    }

    Gate gate() {
        return new Gate(
                deploymentArn,
                stage,
                hookId,
                Optional.ofNullable(expiresAt),
                onExpiry,
                Optional.ofNullable(testEndpoint));
    }
}
