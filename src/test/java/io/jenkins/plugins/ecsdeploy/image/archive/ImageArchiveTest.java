package io.jenkins.plugins.ecsdeploy.image.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageArchiveTest {

    @TempDir
    Path folder;

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TestImages.open(folder.resolve("web.tar")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("There is no file or directory " + folder.resolve("web.tar"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',empty",
        "'PK\u0003\u0004zip',a zip file",
        "'\u007fELF',a program (ELF)",
        "'{\"schemaVersion\":2}',JSON",
        "'FROM scratch',text",
        "'\u0000\u0001\u0002',of an unknown kind",
    })
    void aFileThatIsNoArchiveIsRefusedWithItsKind(String content, String kind) {
        Path file = TestImages.write(folder.resolve("web.tar"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TestImages.open(file))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("web.tar is not an image: it is " + kind);
    }

    @Test
    void anUnsupportedCompressionIsRefusedWithAnAlternative() {
        Path file = TestImages.write(folder.resolve("web.tar.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});

        assertThatThrownBy(() -> TestImages.open(file)).hasMessageContaining("compressed with xz. Unpack it first");
    }

    @Test
    void aGzippedTextIsRefused() {
        Path file =
                TestImages.write(folder.resolve("web.gz"), TestImages.gzip("hello".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> TestImages.open(file)).hasMessageContaining("its content is text");
    }

    @Test
    void aTarOfSomethingElseIsDescribedByItsFirstEntries() {
        Path file = TestImages.writeTar(
                folder.resolve("rootfs.tar"), Map.of("etc/passwd", "root".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> TestImages.open(file))
                .hasMessageContaining("neither manifest.json (docker-archive) nor oci-layout")
                .hasMessageContaining("Its first files are etc/passwd");
    }

    @Test
    void anEmptyDirectoryIsRefused() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> TestImages.open(directory)).hasMessageContaining("It contains no files");
    }

    @Test
    void skopeosDirectoryFormatIsRefusedWithAnAlternative() {
        Path directory = TestImages.writeDirectory(
                folder.resolve("dir"),
                Map.of("manifest.json", "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> TestImages.open(directory)).hasMessageContaining("skopeo's dir: format");
    }
}
