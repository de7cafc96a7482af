package io.jenkins.plugins.ecsdeploy.image.archive;

import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.write;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.LONG_NAME;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.file;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.link;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.put;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.tar;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tars that are damaged, malicious or no images: each is refused with its name and the reason. */
class DamagedTarTest {

    @TempDir
    Path folder;

    @Test
    void aHardLinkOutOfTheArchiveIsRefused() {
        Path tar = write(
                folder.resolve("web.tar"),
                tar(out -> put(out, link("layers/a", TarConstants.LF_LINK, "../outside"), "")));

        assertThatThrownBy(() -> TarFiles.open("web.tar", tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar: the link layers/a -> ../outside leads out of the archive");
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
}
