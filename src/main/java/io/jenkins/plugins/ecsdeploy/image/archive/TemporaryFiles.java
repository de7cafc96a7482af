package io.jenkins.plugins.ecsdeploy.image.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Temporary files that go when this is closed. They can be read by their owner alone. */
final class TemporaryFiles implements Closeable {

    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    /** @param folder null for Java's own temporary directory */
    TemporaryFiles(Path folder) {
        this.folder = folder;
    }

    synchronized Path create() throws IOException {
        Path file = folder == null
                ? Files.createTempFile("ecs-deploy-", ".tmp")
                : Files.createTempFile(folder, "ecs-deploy-", ".tmp");
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
