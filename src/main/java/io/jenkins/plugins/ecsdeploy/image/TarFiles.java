package io.jenkins.plugins.ecsdeploy.image;

import io.jenkins.plugins.ecsdeploy.image.TarHeader.MalformedTarException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tar file whose entries are read where they lie: the index of their offsets is all that is kept in memory. */
final class TarFiles implements ArchiveFiles {

    private static final int LONGEST_CHAIN_OF_LINKS = 16;
    private static final int MOST_ENTRIES = 100_000;

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
            return new TarFiles(archiveName, channel, index(archiveName, channel));
        } catch (MalformedTarException broken) {
            channel.close();
            throw new ImageException(
                    archiveName + " is a truncated or damaged tar: " + broken.getMessage()
                            + ". It may not have been written or copied to its end.",
                    broken);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static Map<String, Entry> index(String archiveName, FileChannel channel)
            throws IOException, MalformedTarException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        TarScan scan = new TarScan(channel);
        for (TarScan.Found found = scan.next(); found != null; found = scan.next()) {
            TarHeader header = found.header();
            if (header.type() == 'g') {
                continue; // what is to hold for all entries says nothing that matters here
            }
            String name = EntryName.normal(header.name())
                    .orElseThrow(() -> new ImageException(archiveName + ": the entry '" + header.name()
                            + "' leads out of the archive. No tool that writes images does that: not read."));
            // As with tar -x, the last entry of a name is the one that counts.
            if (header.isSymbolicLink() || header.isHardLink()) {
                entries.put(name, new Entry(0, 0, target(archiveName, name, header)));
            } else if (header.isFile()) {
                entries.put(name, new Entry(found.offset(), header.sizeBytes(), null));
            }
            if (entries.size() > MOST_ENTRIES) {
                throw new ImageException(archiveName + " is not an image: it has more than " + MOST_ENTRIES
                        + " entries. An image's files lie in its layers.");
            }
        }
        return entries;
    }

    /** A symbolic link is relative to its folder, a hard link to the top of the archive. */
    private static String target(String archiveName, String name, TarHeader entry) {
        String folder = entry.isSymbolicLink() ? EntryName.folderOf(name) : "";
        return EntryName.resolve(folder, entry.linkName())
                .orElseThrow(() -> new ImageException(archiveName + ": the link " + name + " -> " + entry.linkName()
                        + " leads out of the archive. No tool that writes images does that: not read."));
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
                return Optional.of(new ArchiveFile(name, entry.sizeBytes(), () -> open(entry)));
            }
            at = entry.link();
        }
        throw new ImageException(archiveName + ": the link " + name + " leads in circles.");
    }

    private InputStream open(Entry entry) {
        return new FileRangeInputStream(channel, entry.offset(), entry.sizeBytes());
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
