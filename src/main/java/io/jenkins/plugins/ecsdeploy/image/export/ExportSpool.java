package io.jenkins.plugins.ecsdeploy.image.export;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.DigestingInputStream;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.EntryName;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * An exported image in a temporary folder of this process's own. Engines write it in three ways, which differ in what a
 * name says before its content has been read:
 *
 * <ul>
 *   <li>up to 24: {@code ID/layer.tar}, and {@code manifest.json} last. Only a layer's hash says which one it is
 *   <li>from 25: {@code blobs/sha256/} and the {@code diff_id} of a plain layer
 *   <li>with the containerd store: {@code blobs/sha256/} and the digest of a compressed layer
 * </ul>
 */
public final class ExportSpool implements AutoCloseable {

    /** For smaller blobs the registry is not asked here: it is asked when they are pushed. */
    private static final long LARGE_BYTES = 1 << 20;

    private static final String FOLDER = "ecs-deploy-export-";
    private static final Pattern OF_PROCESS = Pattern.compile(FOLDER + "(\\d{1,18})-.*");
    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private static final Pattern BLOB = Pattern.compile("blobs/(sha256)/([0-9a-f]{64})");

    /** What a registry has, so that it need not be kept. */
    public interface Known {

        /** @param diffId the digest of a plain layer */
        boolean hasLayer(Digest diffId);

        /** @param blob the digest of a layer as a registry stores it */
        boolean hasBlob(Digest blob) throws InterruptedException;
    }

    private final Path folder;
    private final Map<String, Long> absent = new LinkedHashMap<>();

    private ExportSpool(Path folder) {
        this.folder = folder;
    }

    /**
     * Readable by its owner alone. Deletes what a process left that was killed during a push.
     *
     * @param parent a folder for temporary files
     */
    public static ExportSpool create(Path parent) throws IOException {
        deleteLeftovers(parent);
        return new ExportSpool(Files.createTempDirectory(
                parent, FOLDER + ProcessHandle.current().pid() + "-"));
    }

    /** A process that is not there may be one of another container with the same folder, so young ones stay. */
    private static void deleteLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, FOLDER + "*")) {
            for (Path folder : folders) {
                Matcher name = OF_PROCESS.matcher(parent.relativize(folder).toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        && Files.getLastModifiedTime(folder)
                                .toInstant()
                                .isBefore(Instant.now().minus(LEFTOVER_AGE))) {
                    new ExportSpool(folder).close();
                }
            }
        } catch (NoSuchFileException | AccessDeniedException | DirectoryIteratorException anothers) {
            // Another process deletes it, or another user's it is.
        }
    }

    /**
     * Reads an export to its end.
     *
     * @throws ImageException if it names files outside of itself
     * @throws IOException if it can't be read, or not be kept
     */
    public void read(InputStream export, Known known) throws IOException, InterruptedException {
        TarArchiveInputStream tar = new TarArchiveInputStream(export, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = EntryName.normal(entry.getName()).orElseThrow(() -> outside("an entry"));
            if (entry.isSymbolicLink() || entry.isLink()) {
                link(name, entry);
            } else if (entry.getLinkFlag() == TarConstants.LF_NORMAL
                    || entry.getLinkFlag() == TarConstants.LF_OLDNORM) {
                keep(name, entry.getSize(), tar, known);
            }
        }
    }

    private void keep(String name, long bytes, InputStream content, Known known)
            throws IOException, InterruptedException {
        Matcher blob = BLOB.matcher(name);
        if (blob.matches()) {
            Digest digest = new Digest(blob.group(1), blob.group(2));
            if (known.hasLayer(digest) || bytes >= LARGE_BYTES && known.hasBlob(digest)) {
                absent.put(name, bytes);
                return;
            }
        }
        Path file = file(name);
        DigestingInputStream hashed = new DigestingInputStream(content);
        Files.copy(hashed, file, StandardCopyOption.REPLACE_EXISTING);
        if (!blob.matches() && known.hasLayer(hashed.digest())) {
            Files.delete(file);
            absent.put(name, bytes);
        }
    }

    /** Engines up to 24 link a layer that they have written already. */
    private void link(String name, TarArchiveEntry entry) throws IOException {
        String from = entry.isSymbolicLink() ? EntryName.folderOf(name) : "";
        String target = EntryName.resolve(from, entry.getLinkName()).orElseThrow(() -> outside("a link"));
        Long bytes = absent.get(target);
        if (bytes != null) {
            absent.put(name, bytes);
        } else if (Files.isRegularFile(folder.resolve(target))) {
            Files.createLink(file(name), folder.resolve(target));
        }
    }

    private Path file(String name) throws IOException {
        Files.createDirectories(folder.resolve(EntryName.folderOf(name)));
        return folder.resolve(name);
    }

    private static ImageException outside(String what) {
        return new ImageException(
                "The Docker Engine's export was not read: " + what + " leads out of it. No engine writes that.");
    }

    /**
     * Opens the one image of the export. Its layers that were not kept have a size, and no content.
     *
     * @param name for messages
     */
    public ImageArchive open(String name) {
        return ImageArchive.openExport(name, folder, absent);
    }

    /** Deletes everything. */
    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        Optional<IOException> failed = Optional.empty();
        for (Path file : all) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException notDeleted) {
                failed = failed.or(() -> Optional.of(notDeleted));
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
