package io.jenkins.plugins.ecsdeploy.image.archive;

import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.write;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.writeTar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFilesTest {

    private static final String LONG_NAME = "folder/".repeat(40) + "é.json";

    @TempDir
    Path folder;

    @Test
    void theLastOfSeveralEntriesWithOneNameCounts() throws IOException {
        Path tar = write(folder.resolve("web.tar"), tar(out -> {
            put(out, file("a"), "first");
            put(out, file("b"), "other");
            put(out, file("./a"), "last");
        }));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(text(files, "a")).isEqualTo("last");
        }
    }

    @Test
    void hardLinksAreRelativeToTheTopSymbolicOnesToTheirFolder() throws IOException {
        Path tar = write(folder.resolve("web.tar"), tar(out -> {
            put(out, file("layers/a"), "content");
            put(out, link("other/hard", TarConstants.LF_LINK, "layers/a"), "");
            put(out, link("other/soft", TarConstants.LF_SYMLINK, "../layers/a"), "");
        }));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(text(files, "other/hard")).isEqualTo("content");
            assertThat(text(files, "other/soft")).isEqualTo("content");
        }
    }

    @Test
    void aHardLinkOutOfTheArchiveIsRefused() {
        Path tar = write(
                folder.resolve("web.tar"),
                tar(out -> put(out, link("layers/a", TarConstants.LF_LINK, "../outside"), "")));

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar: the link layers/a -> ../outside leads out of the archive");
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU})
    void longNamesOfBothKindsAreRead(int longFileMode) throws IOException {
        Path tar = write(folder.resolve("web.tar"), tar(out -> {
            out.setLongFileMode(longFileMode);
            put(out, file(LONG_NAME), "content");
            put(out, link("a", TarConstants.LF_SYMLINK, LONG_NAME), "");
        }));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(text(files, LONG_NAME)).isEqualTo("content");
            assertThat(text(files, "a")).isEqualTo("content");
        }
    }

    @Test
    void ownersAndTimesThatAreNoNumbersAreIgnored() throws IOException {
        byte[] bytes = TestImages.tar(Map.of("a", "content".getBytes(StandardCharsets.UTF_8)));
        Arrays.fill(bytes, 100, 124, (byte) '?');
        Path tar = write(folder.resolve("web.tar"), withChecksum(bytes));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(text(files, "a")).isEqualTo("content");
        }
    }

    @Test
    void entriesOtherThanFilesAndLinksAreIgnored() throws IOException {
        Path tar = write(folder.resolve("web.tar"), tar(out -> {
            put(out, file("folder/"), "");
            put(out, new TarArchiveEntry("pipe", TarConstants.LF_FIFO), "");
            put(out, new TarArchiveEntry("device", TarConstants.LF_CHR), "");
        }));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(files.someNames()).isEmpty();
        }
    }

    @Test
    void aSparseEntryIsRefused() {
        byte[] oldGnu = TestImages.tar(Map.of("a", new byte[10]));
        oldGnu[156] = TarConstants.LF_GNUTYPE_SPARSE;
        System.arraycopy("ustar  \0".getBytes(StandardCharsets.US_ASCII), 0, oldGnu, 257, 8);
        byte[] pax = tar(out -> {
            TarArchiveEntry entry = file("a");
            entry.addPaxHeader("xNU.sparse.numblocks", "0");
            entry.addPaxHeader("xNU.sparse.size", "7");
            put(out, entry, "content");
        });
        pax = new String(pax, StandardCharsets.ISO_8859_1)
                .replace("xNU.", "GNU.")
                .getBytes(StandardCharsets.ISO_8859_1);

        for (byte[] sparse : new byte[][] {withChecksum(oldGnu), pax}) {
            Path tar = write(folder.resolve("web.tar"), sparse);
            assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("web.tar")
                    .hasMessageContaining("its entry a is stored sparsely (tar --sparse)");
        }
    }

    @Test
    void aChangedHeaderIsRefused() {
        byte[] bytes = TestImages.tar(Map.of("layer", new byte[10]));
        bytes[0] ^= 1;
        Path tar = write(folder.resolve("web.tar"), bytes);

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar is a truncated or damaged tar: the checksum of a header doesn't match");
    }

    @Test
    void aTruncatedHeaderIsNotTakenForTheEnd() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a", new byte[512]);
        files.put("b", new byte[512]);
        Path tar = write(folder.resolve("web.tar"), Arrays.copyOf(TestImages.tar(files), 2 * 512 + 200));

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar is a truncated or damaged tar: it ends inside of a header");
    }

    @Test
    void aTruncatedEntryIsRefusedByName() {
        byte[] whole = TestImages.tar(Map.of("layer", new byte[700]));

        for (int length : new int[] {512, 900, 512 + 700, 1535}) {
            Path tar = write(folder.resolve("web.tar"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("web.tar is a truncated or damaged tar: it ends inside of its entry layer");
        }
    }

    @Test
    void aTarWithoutEndRecordsIsRead() throws IOException {
        Path tar = write(folder.resolve("web.tar"), Arrays.copyOf(TestImages.tar(Map.of("a", new byte[700])), 1536));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(bytes(files, "a")).hasSize(700);
        }
    }

    @Test
    void aNameWithoutAnEndIsNotReadIntoMemory() throws IOException {
        long nameBytes = 1L << 33;
        byte[] header = Arrays.copyOf(TestImages.tar(Map.of("a", new byte[0])), 512);
        header[156] = TarConstants.LF_GNUTYPE_LONGNAME;
        System.arraycopy("%011o".formatted(nameBytes).getBytes(StandardCharsets.US_ASCII), 0, header, 124, 11);
        Path tar = write(folder.resolve("web.tar"), withChecksum(header));
        try (RandomAccessFile file = new RandomAccessFile(tar.toFile(), "rw")) {
            file.setLength(512 + nameBytes);
        }

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar is a truncated or damaged tar")
                .hasMessageContaining("the headers of one entry are longer than 65536 bytes");
    }

    @Test
    void moreHeadersThanAnyImageHasAreRefused() throws IOException {
        int nameBytes = 125 * 512;
        byte[] entry = Arrays.copyOf(TestImages.tar(Map.of("a", new byte[0])), 512);
        byte[] longName = entry.clone();
        longName[156] = TarConstants.LF_GNUTYPE_LONGNAME;
        System.arraycopy("%011o".formatted(nameBytes).getBytes(StandardCharsets.US_ASCII), 0, longName, 124, 11);
        withChecksum(longName);
        Path tar = folder.resolve("web.tar");
        try (RandomAccessFile file = new RandomAccessFile(tar.toFile(), "rw")) {
            for (int i = 0; i < 800; i++) {
                file.write(longName);
                file.seek(file.getFilePointer() + nameBytes);
                file.write(entry);
            }
        }

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar is not an image: it has more than 51200000 bytes of headers");
    }

    @Test
    void extendedHeadersAboutExtendedHeadersAreRefused() {
        byte[] one = Arrays.copyOf(TestImages.tar(Map.of("a", "name".getBytes(StandardCharsets.UTF_8))), 1024);
        one[156] = TarConstants.LF_GNUTYPE_LONGNAME;
        withChecksum(one);
        byte[] all = new byte[40_000 * one.length];
        for (int at = 0; at < all.length; at += one.length) {
            System.arraycopy(one, 0, all, at, one.length);
        }
        Path tar = write(folder.resolve("web.tar"), all);

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar is a truncated or damaged tar")
                .hasMessageContaining("the headers of one entry are longer than 65536 bytes");
    }

    @Test
    void aDamagedTarIsReadOrRefusedByName() throws IOException {
        byte[] whole = tar(out -> {
            put(out, file(LONG_NAME), "content");
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            put(out, file("x".repeat(200)), "content");
            put(out, link("other/soft", TarConstants.LF_SYMLINK, "../a"), "");
        });
        Random random = new Random(1);

        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = whole.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (i % 2 == 0) {
                for (int at = 0; at < bytes.length; at += 512) {
                    withChecksum(bytes, at);
                }
            }
            Path tar = write(folder.resolve("web.tar"), bytes);
            try (TarFiles files = TarFiles.open("web.tar", tar)) {
                for (String name : files.someNames()) {
                    files.find(name);
                }
            } catch (ImageException refused) {
                assertThat(refused).hasMessageContaining("web.tar");
            } catch (IOException | RuntimeException other) {
                fail("round " + i, other);
            }
        }
    }

    @Test
    void severalThreadsReadFilesAtTheSameTime() throws Exception {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            contents.put("layer-" + i, TestImages.layer(i, 300_000));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (TarFiles files = TarFiles.open("web.tar", writeTar(folder.resolve("web.tar"), contents))) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = "layer-" + i % 4;
                readers.add(threads.submit(
                        () -> assertThat(inSmallReads(files, name)).isEqualTo(contents.get(name))));
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nothingCanBeReadAfterClosing() throws IOException {
        Path tar = writeTar(folder.resolve("web.tar"), Map.of("a", new byte[10]));
        TarFiles files = TarFiles.open("web.tar", tar);
        ArchiveFile file = files.find("a").orElseThrow();
        files.close();

        try (InputStream in = file.content().openStream()) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ClosedChannelException.class);
        }
    }

    private static String text(TarFiles files, String name) throws IOException {
        return new String(bytes(files, name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(TarFiles files, String name) throws IOException {
        try (InputStream in = files.find(name).orElseThrow().content().openStream()) {
            return in.readAllBytes();
        }
    }

    /** The more reads there are, the more likely two of them interfere. */
    private static byte[] inSmallReads(TarFiles files, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = files.find(name).orElseThrow().content().openStream()) {
            byte[] buffer = new byte[100];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes.write(buffer, 0, count);
            }
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void to(TarArchiveOutputStream out) throws IOException;
    }

    private static byte[] tar(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            writing.to(out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    private static TarArchiveEntry file(String name) {
        return new TarArchiveEntry(name, true);
    }

    private static TarArchiveEntry link(String name, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        return entry;
    }

    private static byte[] withChecksum(byte[] tar) {
        return withChecksum(tar, 0);
    }

    /** Makes the header at an offset valid after a change. */
    private static byte[] withChecksum(byte[] tar, int header) {
        Arrays.fill(tar, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int i = header; i < header + 512; i++) {
            sum += tar[i] & 0xff;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, tar, header + 148, 8);
        return tar;
    }
}
