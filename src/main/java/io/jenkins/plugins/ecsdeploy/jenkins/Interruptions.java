package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.Executor;
import java.util.Collection;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Who interrupted a build. Only a person may touch a deployment by it; a time-out, a failing branch, a newer build and a
 * restart never do.
 */
public final class Interruptions {

    private Interruptions() {}

    /** Whether a Pipeline step is ended by a person. */
    public static boolean byPerson(Throwable cause) {
        return cause instanceof FlowInterruptedException interrupted && byPerson(interrupted.getCauses());
    }

    /** Whether the build that runs in this thread is interrupted by a person; for freestyle builds. */
    public static boolean byPerson() {
        Executor executor = Executor.currentExecutor();
        return executor != null && byPerson(executor.getCausesOfInterruption());
    }

    private static boolean byPerson(Collection<CauseOfInterruption> causes) {
        return List.copyOf(causes).stream().anyMatch(CauseOfInterruption.UserInterruption.class::isInstance);
    }
}
