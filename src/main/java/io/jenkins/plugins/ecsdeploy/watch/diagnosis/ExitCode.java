package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

/**
 * What a container's exit code means (128+N is "ended by signal N", by the convention of shells and container
 * runtimes).
 */
final class ExitCode {

    private ExitCode() {}

    static String meaning(int exitCode) {
        return switch (exitCode) {
            case 0 -> "the program ended without an error";
            case 1 -> "the program ended with an error";
            case 2 -> "wrong use of a shell command or an option";
            case 125 -> "the container runtime could not start the container";
            case 126 -> "the command could not be executed: no permission, or built for another CPU";
            case 127 -> "the command was not found in the image";
            case 134 -> "SIGABRT: the program aborted";
            case 137 -> "SIGKILL: killed, usually out of memory or too slow to stop";
            case 139 -> "SIGSEGV: the program crashed";
            case 143 -> "SIGTERM: asked to stop";
            case 255 -> "the program ended with an error outside 0 to 255, or exec failed";
            default ->
                exitCode > 128 && exitCode < 160
                        ? "ended by signal " + (exitCode - 128)
                        : "the program ended with an error";
        };
    }
}
