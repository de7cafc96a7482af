package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tasks of one deployment that stopped for the same reason.
 *
 * @param count how many
 * @param stopCode ECS' word, such as EssentialContainerExited or TaskFailedToStart
 * @param stoppedReason ECS' sentence
 * @param exampleTaskId one of them, to look up
 */
public record TaskFailure(
        int count, String stopCode, String stoppedReason, List<ContainerExit> containers, String exampleTaskId) {

    private static final Set<String> FROM_OUTSIDE = Set.of("SpotInterruption", "TerminationNotice", "UserInitiated");

    /** @param reason the container's own reason, such as an OutOfMemoryError; may be empty */
    public record ContainerExit(String container, OptionalInt exitCode, String reason) {

        /** For a log: {@code container web: exit code 1 (the program ended with an error)}. */
        public String describe() {
            StringBuilder text = new StringBuilder("container ").append(container);
            String separator = ": ";
            if (exitCode.isPresent()) {
                text.append(": exit code ").append(exitCode.getAsInt());
                text.append(" (").append(ExitCode.meaning(exitCode.getAsInt())).append(')');
                separator = ", ";
            }
            if (!reason.isEmpty()) {
                text.append(separator).append(reason);
            }
            return text.toString();
        }
    }

    public TaskFailure {
        containers = List.copyOf(containers);
    }

    /**
     * Whether they were stopped from outside: such tasks tell nothing of the revision (API reference, Task.stopCode).
     */
    boolean isFromOutside() {
        return FROM_OUTSIDE.contains(stopCode);
    }

    /** For one line: {@code Essential container in task exited; container web: exit code 1 (…)}. */
    public String headline() {
        return Stream.concat(Stream.of(stoppedReason), containers.stream().map(ContainerExit::describe))
                .collect(Collectors.joining("; "));
    }

    /** What helps, if the reason is known. */
    public Optional<String> advice() {
        return FailureKind.of(headline()).map(FailureKind::advice);
    }

    /** The reason, if retrying can't help. */
    Optional<String> unrecoverable() {
        return FailureKind.of(headline())
                .filter(FailureKind::isUnrecoverable)
                .map(kind -> headline() + " " + kind.advice());
    }
}
