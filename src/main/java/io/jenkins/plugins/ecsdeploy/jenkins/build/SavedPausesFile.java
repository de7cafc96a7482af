package io.jenkins.plugins.ecsdeploy.jenkins.build;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/** The list of pause hooks as a file in Jenkins' home. */
final class SavedPausesFile implements SavedPauses.Store {

    private final String name;

    SavedPausesFile(String name) {
        this.name = name;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<SavedPause> read() throws IOException {
        XmlFile xml = new XmlFile(file());
        if (!xml.exists()) {
            return List.of();
        }
        if (xml.read() instanceof List<?> list && list.stream().allMatch(SavedPause.class::isInstance)) {
            return (List<SavedPause>) list;
        }
        throw new IOException(file() + " holds something else");
    }

    @Override
    public void write(List<SavedPause> pauses) throws IOException {
        new XmlFile(file()).write(new ArrayList<>(pauses));
    }

    @Override
    public String setAside() throws IOException {
        Path from = file().toPath();
        Path kept = from.resolveSibling(from.getFileName() + ".unreadable");
        for (int n = 2; Files.exists(kept); n++) {
            kept = from.resolveSibling(from.getFileName() + ".unreadable" + n);
        }
        Files.move(from, kept);
        return kept.toString();
    }

    private File file() {
        return new File(Jenkins.get().getRootDir(), name);
    }
}
