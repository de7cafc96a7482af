package io.jenkins.plugins.ecsdeploy.steady;

import java.util.List;
import java.util.OptionalInt;

/**
 * Tasks of one deployment that stopped for the same reason.
 *
 * @param count how many
 * @param stopCode ECS's word, such as EssentialContainerExited or TaskFailedToStart
 * @param stoppedReason ECS's sentence
 * @param exampleTaskId one of them, to look up
 */
public record TaskFailure(
        int count, String stopCode, String stoppedReason, List<ContainerExit> containers, String exampleTaskId) {

    /** @param reason the container's own reason, such as an OutOfMemoryError; may be empty */
    public record ContainerExit(String container, OptionalInt exitCode, String reason) {

        /** For a log: {@code container web: exit code 1 (the program ended with an error)}. */
        public String describe() {
            StringBuilder text =
                    new StringBuilder("container ").append(container).append(':');
            exitCode.ifPresent(code -> text.append(" exit code ")
                    .append(code)
                    .append(" (")
                    .append(ExitCode.meaning(code))
                    .append(')'));
            if (!reason.isEmpty()) {
                text.append(exitCode.isPresent() ? ", " : " ").append(reason);
            }
            return text.toString();
        }
    }

    public TaskFailure {
        containers = List.copyOf(containers);
    }
}
