package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.Executor;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Who interrupted a build. Only a person who does may change the deployment; a time-out, a failing branch, a newer build
 * and a restart never do.
 */
public final class Interruptions {

    private Interruptions() {}

    /** Whether a person interrupted a Pipeline step. */
    public static boolean byPerson(Throwable cause) {
        return cause instanceof FlowInterruptedException interrupted && byPerson(interrupted.getCauses());
    }

    /** Whether a person interrupted the build that runs in this thread; for freestyle builds. */
    public static boolean byPerson() {
        Executor executor = Executor.currentExecutor();
        return executor != null && byPerson(executor.getCausesOfInterruption());
    }

    /** Why a Pipeline step was interrupted, for people: {@code Aborted by alice}. */
    public static String reason(Throwable cause) {
        return cause instanceof FlowInterruptedException interrupted
                ? reason(interrupted.getCauses())
                : String.valueOf(cause.getMessage());
    }

    /** Why the build that runs in this thread was interrupted; for freestyle builds. Empty if the controller ends. */
    public static String reason() {
        Executor executor = Executor.currentExecutor();
        return Jenkins.get().isTerminating() || executor == null ? "" : reason(executor.getCausesOfInterruption());
    }

    private static String reason(Collection<CauseOfInterruption> causes) {
        String all = List.copyOf(causes).stream()
                .map(CauseOfInterruption::getShortDescription)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "interrupted" : all;
    }

    private static boolean byPerson(Collection<CauseOfInterruption> causes) {
        return List.copyOf(causes).stream().anyMatch(CauseOfInterruption.UserInterruption.class::isInstance);
    }
}
