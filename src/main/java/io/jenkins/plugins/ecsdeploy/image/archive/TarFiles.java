package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;

/** A tar file whose entries are read where they lie: the index of their offsets is all that is kept in memory. */
final class TarFiles implements ArchiveFiles {

    private static final int LONGEST_CHAIN_OF_LINKS = 16;

    /** What a name stands for: a stretch of the file, or (with {@code link}) another name. */
    private record Entry(long offset, long sizeBytes, String link) {}

    private final String archiveName;
    private final FileChannel channel;
    private final Map<String, Entry> entries;

    private TarFiles(String archiveName, FileChannel channel, Map<String, Entry> entries) {
        this.archiveName = archiveName;
        this.channel = channel;
        this.entries = entries;
    }

    /**
     * @param archiveName how messages call it; the tar itself may be an unpacked copy
     * @throws ImageException where the tar is truncated, damaged, or names files outside of itself
     */
    static TarFiles open(String archiveName, Path tar) throws IOException {
        FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ);
        try {
            return new TarFiles(archiveName, channel, index(archiveName, list(archiveName, channel)));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static List<TarArchiveEntry> list(String archiveName, FileChannel channel) throws IOException {
        try {
            // Lenient as to owners and times, which don't matter here. Closing it would close the channel.
            return new TarFile(
                            new HeaderReads(archiveName, channel),
                            TarConstants.DEFAULT_BLKSIZE,
                            TarConstants.DEFAULT_RCDSIZE,
                            StandardCharsets.UTF_8.name(),
                            true)
                    .getEntries();
        } catch (ClosedChannelException | ImageException notOfTheTar) {
            throw notOfTheTar;
        } catch (IOException | RuntimeException broken) {
            throw damaged(archiveName, broken.getMessage(), broken);
        }
    }

    private static Map<String, Entry> index(String archiveName, List<TarArchiveEntry> found) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (TarArchiveEntry entry : found) {
            if (!entry.isCheckSumOK()) {
                throw damaged(archiveName, "the checksum of a header doesn't match", null);
            }
            if (entry.isSparse()) {
                throw damaged(archiveName, "its entry " + entry.getName() + " is stored sparsely (tar --sparse)", null);
            }
            String name = EntryName.normal(entry.getName())
                    .orElseThrow(() -> new ImageException(archiveName + ": the entry '" + entry.getName()
                            + "' leads out of the archive. No tool that writes images does that: not read."));
            // As with tar -x, the last entry of a name is the one that counts.
            if (entry.isSymbolicLink() || entry.isLink()) {
                entries.put(name, new Entry(0, 0, target(archiveName, name, entry)));
            } else if (isFile(entry)) {
                entries.put(name, new Entry(entry.getDataOffset(), entry.getSize(), null));
            }
        }
        return entries;
    }

    /** Not what the library calls a file: that includes devices, volume labels and what it doesn't know. */
    private static boolean isFile(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return !entry.isDirectory()
                && (type == TarConstants.LF_NORMAL
                        || type == TarConstants.LF_OLDNORM
                        || type == TarConstants.LF_CONTIG);
    }

    /** A symbolic link is relative to its folder, a hard link to the top of the archive. */
    private static String target(String archiveName, String name, TarArchiveEntry entry) {
        String folder = entry.isSymbolicLink() ? EntryName.folderOf(name) : "";
        return EntryName.resolve(folder, entry.getLinkName())
                .orElseThrow(() -> new ImageException(archiveName + ": the link " + name + " -> " + entry.getLinkName()
                        + " leads out of the archive. No tool that writes images does that: not read."));
    }

    private static ImageException damaged(String archiveName, String reason, Throwable cause) {
        return new ImageException(
                archiveName + " is a truncated or damaged tar: " + reason
                        + ". It may not have been written or copied to its end.",
                cause);
    }

    @Override
    public Optional<ArchiveFile> find(String name) {
        String at = name;
        for (int links = 0; links <= LONGEST_CHAIN_OF_LINKS; links++) {
            Entry entry = entries.get(at);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.link() == null) {
                return Optional.of(new ArchiveFile(
                        name, entry.sizeBytes(), () -> new FileSlice(channel, entry.offset(), entry.sizeBytes())));
            }
            at = entry.link();
        }
        throw new ImageException(archiveName + ": the link " + name + " leads in circles.");
    }

    @Override
    public List<String> someNames() {
        return entries.keySet().stream().limit(5).toList();
    }

    @Override
    public String archiveName() {
        return archiveName;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
