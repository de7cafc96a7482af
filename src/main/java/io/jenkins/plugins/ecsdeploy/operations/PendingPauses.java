package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.List;

/** What is remembered of the pause hooks that a build has added. */
public interface PendingPauses {

    /** The build's hooks in this service. */
    List<PendingPause> of(ServiceRef service);

    /** What becomes of a hook that could not be removed, as a sentence for the log. */
    String retry();
}
