package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.AbortException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths that a job names: inside its node's workspace, with links followed, or refused. */
final class WorkspacePath {

    private WorkspacePath() {}

    /**
     * @param folder what the path starts from; of a step inside {@code dir}, a folder of the workspace
     * @param roots the node's workspace and its folder for temporary files; those that don't exist don't count
     * @throws AbortException if there is no such file, or it is outside of all roots
     */
    static Path resolve(File folder, List<String> roots, String path) throws IOException {
        List<Path> allowed = existing(roots);
        Path named = real(folder.toPath()).resolve(path);
        if (!isIn(allowed, named.normalize())) {
            throw new AbortException("\"" + path + "\", from the folder " + folder + ", is outside of the workspace "
                    + roots.get(0) + ".");
        }
        Path found = Files.exists(named) ? named : named.normalize(); // dir { } need not have made its folder yet
        if (!Files.exists(found)) {
            throw new AbortException("There is no file or folder \"" + path + "\" in " + folder + ".");
        }
        if (!isIn(allowed, found.toRealPath())) {
            throw new AbortException(
                    "\"" + path + "\" leads out of the workspace " + roots.get(0) + " through a link.");
        }
        return found;
    }

    private static List<Path> existing(List<String> roots) throws IOException {
        List<Path> existing = new ArrayList<>();
        for (String root : roots) {
            existing.add(real(Path.of(root)));
        }
        return existing;
    }

    private static Path real(Path folder) throws IOException {
        return Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
    }

    private static boolean isIn(List<Path> roots, Path path) {
        return roots.stream().anyMatch(path::startsWith);
    }
}
