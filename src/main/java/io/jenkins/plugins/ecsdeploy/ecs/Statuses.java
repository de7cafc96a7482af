package io.jenkins.plugins.ecsdeploy.ecs;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Set;

/**
 * The statuses of deployments as the APIs write them: ServiceDeploymentStatus of the ECS API reference, and
 * DeploymentStatus of the CodeDeploy API reference. The two spell differently, so one set holds both. They are open
 * strings: an API may add some, which then are neither ended nor moving forward.
 */
public final class Statuses {

    /** Service deployments of ECS that nothing follows. */
    public static final List<String> SERVICE_DEPLOYMENT_ENDED =
            List.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    /** Service deployments of ECS that end later, on their way back or forward. */
    public static final List<String> SERVICE_DEPLOYMENT_IN_PROGRESS =
            List.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    private static final Set<String> CODE_DEPLOY_ENDED = Set.of("Succeeded", "Failed", "Stopped");

    private static final Set<String> MOVING_FORWARD =
            Set.of("PENDING", "IN_PROGRESS", "Created", "Queued", "InProgress", "Ready", "Baking");

    private Statuses() {}

    /** Whether nothing follows for a deployment of this status, whoever carries it out. */
    public static boolean hasEnded(@CheckForNull String deploymentStatus) {
        return deploymentStatus != null
                && (SERVICE_DEPLOYMENT_ENDED.contains(deploymentStatus)
                        || CODE_DEPLOY_ENDED.contains(deploymentStatus));
    }

    /** Whether a deployment of this status is on its way to its end, neither stopped nor rolling back. */
    public static boolean isMovingForward(String deploymentStatus) {
        return MOVING_FORWARD.contains(deploymentStatus);
    }
}
