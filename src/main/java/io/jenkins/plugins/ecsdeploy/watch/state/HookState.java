package io.jenkins.plugins.ecsdeploy.watch.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a lifecycle hook (API reference, DeploymentLifecycleHookDetail).
 *
 * @param status AWAITING_ACTION, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT; an open string
 * @param targetArn the Lambda function; empty for a PAUSE hook
 * @param timeoutAction ROLLBACK or CONTINUE
 */
public record HookState(
        String hookId, String status, String targetArn, Optional<Instant> expiresAt, String timeoutAction) {

    boolean awaitsAction() {
        return "AWAITING_ACTION".equals(status);
    }

    /** Whether its Lambda function has not answered yet; ECS then calls it again and again. */
    boolean awaitsFunction() {
        return "IN_PROGRESS".equals(status) && !targetArn.isEmpty();
    }

    /** For sentences: {@code Lambda hook smoke-test}. */
    String describe() {
        return "Lambda hook " + targetArn.substring(targetArn.lastIndexOf(':') + 1)
                + expiresAt
                        .map(at -> " (until " + at + ", then " + timeoutAction + ")")
                        .orElse("");
    }

    /** Whether it ends the deployment. A pause that expired may have let it continue, and stays in the history. */
    public boolean hasFailed() {
        return "FAILED".equals(status) || "TIMED_OUT".equals(status) && !"CONTINUE".equals(timeoutAction);
    }
}
