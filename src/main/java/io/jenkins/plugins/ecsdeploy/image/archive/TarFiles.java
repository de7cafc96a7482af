package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tar whose files are read in place: only the index of their offsets is kept in memory. */
final class TarFiles implements ArchiveFiles {

    private static final int MAX_LINKS = 16;

    private final String archiveName;
    private final FileChannel channel;
    private final Map<String, TarIndex.Entry> entries;

    private TarFiles(String archiveName, FileChannel channel, Map<String, TarIndex.Entry> entries) {
        this.archiveName = archiveName;
        this.channel = channel;
        this.entries = entries;
    }

    /**
     * @param archiveName for messages; the tar itself may be an unpacked copy
     * @throws ImageException if the tar is truncated, damaged, or names files outside of itself
     */
    static TarFiles open(String archiveName, Path tar) throws IOException {
        FileChannel channel = FileChannel.open(tar, StandardOpenOption.READ);
        try {
            return new TarFiles(archiveName, channel, TarIndex.read(archiveName, channel));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public Optional<ArchiveFile> find(String name) {
        String at = name;
        for (int links = 0; links <= MAX_LINKS; links++) {
            TarIndex.Entry entry = entries.get(at);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.link().isEmpty()) {
                return Optional.of(new ArchiveFile(
                        name, entry.sizeBytes(), () -> new FileSlice(channel, entry.offset(), entry.sizeBytes())));
            }
            at = entry.link().get();
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
