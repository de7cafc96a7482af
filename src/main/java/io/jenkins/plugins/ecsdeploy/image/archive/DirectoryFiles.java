package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory with the same files as an archive. Links may lead anywhere inside of it, but not out of it. */
final class DirectoryFiles implements ArchiveFiles {

    private final String archiveName;
    private final Path top;
    private final Map<String, Long> absent;

    private DirectoryFiles(String archiveName, Path top, Map<String, Long> absent) {
        this.archiveName = archiveName;
        this.top = top;
        this.absent = Map.copyOf(absent);
    }

    static DirectoryFiles open(String archiveName, Path directory) throws IOException {
        return open(archiveName, directory, Map.of());
    }

    /** @param absent sizes of files that were left out, by their names */
    static DirectoryFiles open(String archiveName, Path directory, Map<String, Long> absent) throws IOException {
        return new DirectoryFiles(archiveName, directory.toRealPath(), absent);
    }

    @Override
    public Optional<ArchiveFile> find(String name) throws IOException {
        Long leftOut = absent.get(name);
        if (leftOut != null) {
            return Optional.of(ArchiveFile.absent(name, leftOut));
        }
        Path file = top.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Path real = file.toRealPath();
        if (!real.startsWith(top)) {
            throw new ImageException(archiveName + ": the link " + name
                    + " leads out of the directory. No tool that writes images does that, so it was not read.");
        }
        return Files.isRegularFile(real)
                ? Optional.of(new ArchiveFile(name, Files.size(real), () -> Files.newInputStream(real)))
                : Optional.empty();
    }

    @Override
    public List<String> someNames() throws IOException {
        try (Stream<Path> names = Files.list(top)) {
            return names.map(path -> top.relativize(path).toString())
                    .sorted()
                    .limit(5)
                    .toList();
        }
    }

    @Override
    public String archiveName() {
        return archiveName;
    }

    @Override
    public void close() {
        // Each stream is closed by its reader.
    }
}
