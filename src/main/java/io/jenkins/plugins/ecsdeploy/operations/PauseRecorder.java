package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.util.List;

/** Remembers the pause hooks that a build adds to services, so that they are removed even if this process ends first. */
@FunctionalInterface
public interface PauseRecorder {

    /** A hook is about to be sent. */
    PendingPause adding(ServiceRef service, AddedPause pause);

    /** The hooks, of any build, that have to leave this service: by these they are known even without their marks. */
    default List<AddedPause> leftIn(ServiceRef service) {
        return List.of();
    }
}
