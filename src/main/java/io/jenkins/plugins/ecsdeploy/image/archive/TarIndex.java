package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Lists the entries of a tar. Headers alone are read, and contents skipped: commons-compress gets each entry's headers as
 * a stream of their own, of limited length. So neither a name without an end nor extended headers about extended headers,
 * for which it calls itself, can exhaust memory or stack, and a truncated header is not taken for the end of the tar.
 */
final class TarIndex {

    private static final int RECORD_BYTES = TarConstants.DEFAULT_RCDSIZE;

    /** For one entry with its extended headers. Linux limits a path to 4096 bytes. */
    private static final int MAX_ENTRY_HEADER_BYTES = 64 << 10;

    /** For all entries, because all their names are kept in memory: as much as 100,000 entries with short names need. */
    private static final long MAX_HEADER_BYTES = 100_000L * RECORD_BYTES;

    /** A file inside the tar, or (with {@code link}) another name for one. */
    record Entry(long offset, long sizeBytes, Optional<String> link) {}

    private final String archiveName;
    private final FileChannel tar;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private TarIndex(String archiveName, FileChannel tar) {
        this.archiveName = archiveName;
        this.tar = tar;
    }

    /**
     * @return the entries by their names in normal form
     * @throws ImageException if the tar is truncated or damaged, names files outside of itself, or is no image
     */
    static Map<String, Entry> read(String archiveName, FileChannel tar) throws IOException {
        TarIndex index = new TarIndex(archiveName, tar);
        index.readEntries();
        return index.entries;
    }

    private void readEntries() throws IOException {
        long tarBytes = tar.size();
        long headerBytes = 0;
        long at = 0;
        while (isHeader(at)) {
            FileSlice headers = new FileSlice(tar, at, Math.min(MAX_ENTRY_HEADER_BYTES, tarBytes - at));
            TarArchiveEntry entry = readHeaders(headers, at);
            long content = headers.position();
            headerBytes += content - at;
            if (headerBytes > MAX_HEADER_BYTES) {
                throw new ImageException(archiveName + " is not an image: it has more than " + MAX_HEADER_BYTES
                        + " bytes of headers, as much as 100000 files. An image's files are in its layers.");
            }
            long end = tarBytes - content < entry.getSize() ? Long.MAX_VALUE : content + padded(entry.getSize());
            if (end > tarBytes) {
                throw damaged("it ends inside of its entry " + entry.getName(), Optional.empty());
            }
            add(entry, content);
            at = end;
        }
    }

    /** Whether there is another entry: the end is a record of zeros, or the end of the file. */
    private boolean isHeader(long at) throws IOException {
        try (FileSlice slice = new FileSlice(tar, at, RECORD_BYTES)) {
            byte[] record = slice.readNBytes(RECORD_BYTES);
            if (record.length > 0 && record.length < RECORD_BYTES) {
                throw damaged("it ends inside of a header", Optional.empty());
            }
            for (byte value : record) {
                if (value != 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private TarArchiveEntry readHeaders(FileSlice headers, long start) throws IOException {
        Optional<Exception> cause = Optional.empty();
        String reason = "it ends inside of a header";
        try {
            // Lenient about owners and times, which don't matter here. Closing the stream would do nothing.
            TarArchiveEntry entry = new TarArchiveInputStream(
                            headers, TarConstants.DEFAULT_BLKSIZE, RECORD_BYTES, StandardCharsets.UTF_8.name(), true)
                    .getNextEntry();
            if (entry != null) {
                return entry;
            }
        } catch (ClosedChannelException aborted) {
            throw aborted;
        } catch (IOException | RuntimeException broken) {
            cause = Optional.of(broken);
            reason = String.valueOf(broken.getMessage());
        }
        if (headers.position() - start == MAX_ENTRY_HEADER_BYTES) {
            reason = "the headers of one entry are longer than " + MAX_ENTRY_HEADER_BYTES + " bytes";
        }
        throw damaged(reason, cause);
    }

    private void add(TarArchiveEntry entry, long content) {
        if (!entry.isCheckSumOK()) {
            throw damaged("the checksum of a header doesn't match", Optional.empty());
        }
        if (entry.isSparse()) {
            throw damaged("its entry " + entry.getName() + " is stored sparsely (tar --sparse)", Optional.empty());
        }
        String name = EntryName.normal(entry.getName())
                .orElseThrow(() -> leavesTheArchive("the entry '" + entry.getName() + "'"));
        // As with tar -x, the last of several entries with the same name counts.
        if (entry.isSymbolicLink() || entry.isLink()) {
            entries.put(name, new Entry(0, 0, Optional.of(target(name, entry))));
        } else if (isFile(entry)) {
            entries.put(name, new Entry(content, entry.getSize(), Optional.empty()));
        }
    }

    /** Unlike the library, which also calls devices, volume labels and unknown types files. */
    private static boolean isFile(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return !entry.isDirectory()
                && (type == TarConstants.LF_NORMAL
                        || type == TarConstants.LF_OLDNORM
                        || type == TarConstants.LF_CONTIG);
    }

    /** A symbolic link is relative to its folder, a hard link to the top of the archive. */
    private String target(String name, TarArchiveEntry entry) {
        String folder = entry.isSymbolicLink() ? EntryName.folderOf(name) : "";
        return EntryName.resolve(folder, entry.getLinkName())
                .orElseThrow(() -> leavesTheArchive("the link " + name + " -> " + entry.getLinkName()));
    }

    private static long padded(long bytes) {
        return (bytes + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
    }

    private ImageException leavesTheArchive(String what) {
        return new ImageException(archiveName + ": " + what
                + " leads out of the archive. No tool that writes images does that, so the archive was not read.");
    }

    private ImageException damaged(String reason, Optional<Exception> cause) {
        String message = archiveName + " is a truncated or damaged tar: " + reason
                + ". It may not have been written or copied completely.";
        return cause.map(thrown -> new ImageException(message, thrown)).orElseGet(() -> new ImageException(message));
    }
}
