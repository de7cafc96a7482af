package io.jenkins.plugins.ecsdeploy.image.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Temporary files, readable by their owner alone, and deleted when this is closed. */
final class TemporaryFiles implements Closeable {

    private final Optional<Path> folder;
    private final List<Path> files = new ArrayList<>();

    /** @param folder empty for Java's temporary directory */
    TemporaryFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    synchronized Path create() throws IOException {
        Path file = folder.isPresent()
                ? Files.createTempFile(folder.get(), "ecs-deploy-", ".tmp")
                : Files.createTempFile("ecs-deploy-", ".tmp");
        files.add(file);
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failed = null;
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException notDeleted) {
                if (failed == null) {
                    failed = notDeleted;
                } else {
                    failed.addSuppressed(notDeleted);
                }
            }
        }
        files.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
