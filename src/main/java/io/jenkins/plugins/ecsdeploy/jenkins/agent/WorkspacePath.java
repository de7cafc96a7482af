package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.AbortException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths that a job names: inside its workspace, with links followed, or refused. */
final class WorkspacePath {

    private WorkspacePath() {}

    /** @throws AbortException if there is no such file, or it is outside of the workspace */
    static Path resolve(File workspace, String path) throws IOException {
        Path root = workspace.toPath().toRealPath();
        Path named = root.resolve(path);
        if (!named.normalize().startsWith(root)) {
            throw new AbortException("\"" + path + "\" is outside of the workspace.");
        }
        if (!Files.exists(named)) {
            throw new AbortException("There is no file or folder \"" + path + "\" in the workspace " + workspace + ".");
        }
        if (!named.toRealPath().startsWith(root)) {
            throw new AbortException("\"" + path + "\" leads out of the workspace through a link.");
        }
        return named;
    }
}
