package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import hudson.AbortException;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Reads a template from the workspace, on the agent. */
public final class ReadTemplate extends MasterToSlaveFileCallable<String> {

    private static final long serialVersionUID = 1L;

    /** As many as a template has characters at most: far above what can become the 64 KB that ECS accepts. */
    private static final long MAX_BYTES = 2L << 20;

    private final String path;
    private final ArrayList<String> roots;

    /** @param roots folders on the agent that the path may not lead out of */
    public ReadTemplate(String path, List<String> roots) {
        this.path = path;
        this.roots = new ArrayList<>(roots);
    }

    @Override
    public String invoke(File folder, VirtualChannel channel) throws IOException {
        Path template = WorkspacePath.resolve(folder, roots, path);
        if (!Files.isRegularFile(template) || Files.size(template) > MAX_BYTES) {
            throw new AbortException("\"" + path + "\" is no file, or has more than " + MAX_BYTES + " bytes.");
        }
        try {
            return Files.readString(template);
        } catch (MalformedInputException notUtf8) {
            throw new AbortException("\"" + path + "\" is not UTF-8 text.");
        }
    }
}
