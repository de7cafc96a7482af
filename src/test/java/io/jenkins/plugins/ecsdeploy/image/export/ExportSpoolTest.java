package io.jenkins.plugins.ecsdeploy.image.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportSpoolTest {

    private static final byte[] BASE = TestImages.layer(1, 50_000);
    private static final byte[] APP = TestImages.layer(2, 5_000);

    @TempDir
    Path parent;

    @Test
    void knownLayersTakeNoSpaceAndTheRestIsDeletedAtTheEnd() throws Exception {
        byte[] export = TestImages.tar(TestImages.dockerArchiveFiles("web:1", BASE, APP));
        try (ExportSpool spool = ExportSpool.create(parent)) {
            spool.read(new ByteArrayInputStream(export), knowing(Digest.sha256(BASE)));

            assertThat(bytes()).isBetween((long) APP.length, APP.length + 2_000L);
            try (ImageArchive archive = spool.open("the export")) {
                assertThat(archive.contents()).isNotNull();
            }
        }
        assertThat(bytes()).isZero();
        assertThat(folders()).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        try (ExportSpool spool = ExportSpool.create(parent)) {
            assertThat(spool).isNotNull();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folders().get(0))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void anExportThatLeadsOutOfTheFolderIsRefused() throws Exception {
        for (byte[] export : List.of(
                TestImages.tar(Map.of("../evil", BASE)),
                TestImages.tar(Map.of("a/layer.tar", BASE), Map.of("b/layer.tar", "../../../etc/passwd")))) {
            try (ExportSpool spool = ExportSpool.create(parent)) {
                assertThatThrownBy(() -> spool.read(new ByteArrayInputStream(export), knowing()))
                        .isInstanceOf(ImageException.class)
                        .hasMessageContaining("leads out of it");
            }
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsDeletedByTheNext() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path dead = leftover(ended.pid(), 7200);
        Path young = leftover(ended.pid(), 60);
        Path living = leftover(ProcessHandle.current().pid(), 7200);

        ExportSpool.create(parent).close();

        assertThat(folders()).containsExactlyInAnyOrder(young, living).doesNotContain(dead);
    }

    private Path leftover(long pid, int secondsAgo) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("ecs-deploy-export-" + pid + "-" + secondsAgo));
        Files.write(folder.resolve("layer.tar"), APP);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
        return folder;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList();
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static ExportSpool.Known knowing(Digest... layers) {
        Set<Digest> known = Set.of(layers);
        return new ExportSpool.Known() {
            @Override
            public boolean hasLayer(Digest diffId) {
                return known.contains(diffId);
            }

            @Override
            public boolean hasBlob(Digest blob) {
                return false;
            }
        };
    }
}
