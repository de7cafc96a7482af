package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Instant;
import java.util.Optional;

/** A pause hook that a build has added, and that must be removed once the deployment has ended. */
public interface PendingPause {

    ServiceRef service();

    AddedPause pause();

    /** Empty until the update was answered; forever if the process ended in between. */
    Optional<DeploymentId> deployment();

    /** When the hook was about to be sent. */
    Instant since();

    /** @throws io.jenkins.plugins.ecsdeploy.EcsDeployException if there are no credentials any more */
    AwsConnection connection();

    /** The update that carried the hook was answered. */
    void startedBy(DeploymentId started);

    /** The hook is gone and need not be remembered. */
    void settled();

    /**
     * The hook was removed from the service. Whoever remembers it may keep that until the build has said so.
     *
     * @see #isRemoved
     */
    void removed();

    /** Whether it was removed already, perhaps by somebody else than the build, which still has to say so. */
    boolean isRemoved();

    /** Held while it is removed: the build and the periodic clean-up may come at the same time. */
    default Object lock() {
        return this;
    }
}
