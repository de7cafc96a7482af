package io.jenkins.plugins.ecsdeploy.image.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @TempDir
    Path folder;

    private final List<String> loaded = new ArrayList<>();

    @Test
    void itsUnpackedFileIsGoneAsSoonAsItIsLoaded() throws IOException {
        NativeLibrary library =
                new NativeLibrary(System.getProperty("os.name"), System.getProperty("os.arch"), folder, false, file -> {
                    assertThat(Path.of(file)).hasParent(folder).isNotEmptyFile();
                    loaded.add(file);
                    System.load(file);
                });

        library.load();
        library.load();

        assertThat(loaded).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void aPlatformWithoutALibraryIsRefused() throws IOException {
        assertThatThrownBy(() -> new NativeLibrary("Linux", "mips", folder, false, loaded::add).load())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("no version for linux/mips")
                .hasMessageContaining("Nothing was pushed. Push from another agent, or with compression: 'gzip'.");
        assertThat(loaded).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatForbidsExecutionIsNamed() throws IOException {
        assertThatThrownBy(() -> thatFails("/tmp/x.so: failed to map segment from shared object", false)
                        .load())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("temporary folder " + folder)
                .hasMessageContaining("noexec")
                .hasMessageContaining("-Djava.io.tmpdir");
        assertThat(files()).isEmpty();
    }

    @Test
    void muslIsNamed() {
        assertThatThrownBy(() -> thatFails("Error relocating: __memcpy_chk: symbol not found", true)
                        .load())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("musl instead of glibc, such as Alpine")
                .hasMessageContaining("__memcpy_chk");
    }

    @Test
    void aJavaThatPermitsNoNativeCodeIsNamed() throws IOException {
        NativeLibrary denied = new NativeLibrary("Linux", "amd64", folder, false, file -> {
            throw new IllegalCallerException("Illegal native access from unnamed module");
        });

        assertThatThrownBy(denied::load)
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("Start the agent with --enable-native-access=ALL-UNNAMED");
        assertThat(files()).isEmpty();
    }

    @Test
    void anotherReasonIsPassedOn() {
        assertThatThrownBy(
                        () -> thatFails("version `GLIBC_2.99' not found", false).load())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("can't be loaded on linux/amd64 (version `GLIBC_2.99' not found)");
    }

    @Test
    void aFolderThatCantBeWrittenIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> new NativeLibrary("Linux", "amd64", missing, false, loaded::add).load())
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("can't be unpacked to " + missing);
    }

    /** Windows refuses to delete a file that is loaded. A JVM that runs may have unpacked one a moment ago. */
    @Test
    void whatKilledProcessesLeftBehindIsDeletedNextTime() throws IOException {
        Path old = Files.createFile(folder.resolve("ecs-deploy-zstd-1.so"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3600)));
        Path recent = Files.createFile(folder.resolve("ecs-deploy-zstd-2.so"));
        Path other = Files.createFile(folder.resolve("other.so"));

        assertThatThrownBy(() -> thatFails("no", false).load()).isInstanceOf(ImageException.class);

        assertThat(files()).containsExactlyInAnyOrder(recent, other);
    }

    private NativeLibrary thatFails(String message, boolean musl) {
        return new NativeLibrary("Linux", "amd64", folder, musl, file -> {
            throw new UnsatisfiedLinkError(message);
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
