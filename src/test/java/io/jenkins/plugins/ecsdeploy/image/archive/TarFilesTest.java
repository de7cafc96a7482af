package io.jenkins.plugins.ecsdeploy.image.archive;

import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.write;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.writeTar;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.LONG_NAME;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.file;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.link;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.put;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.tar;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestTars.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    void aTarWithoutEndRecordsIsRead() throws IOException {
        Path tar = write(folder.resolve("web.tar"), Arrays.copyOf(TestImages.tar(Map.of("a", new byte[700])), 1536));

        try (TarFiles files = TarFiles.open("web.tar", tar)) {
            assertThat(bytes(files, "a")).hasSize(700);
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
}
