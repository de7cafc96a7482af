package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a checkout and a build would have left in a workspace, for jobs to copy from.
 *
 * @param folder holds {@code image}, an OCI layout, and {@code taskdef.json}, the example's template
 */
record ImageFixture(Path folder) {

    private static final int LAYER_BYTES = 64 * 1024;

    static ImageFixture create() throws IOException {
        Path folder = Files.createTempDirectory("jenkins-it-workspace-");
        TestImages.writeDirectory(
                folder.resolve("image"), TestImages.ociLayout("webshop", TestImages.layer(1, LAYER_BYTES)));
        Files.copy(Path.of("docs/examples/webshop/taskdef.json"), folder.resolve("taskdef.json"));
        return new ImageFixture(folder);
    }

    void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
