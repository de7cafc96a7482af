package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The small image that a rehearsal without an image of its own deploys: the same bytes every time. */
final class SampleImage {

    private static final int APP_BYTES = 192 * 1024;

    private SampleImage() {}

    /** @return the OCI layout directory written to */
    static Path write(Path layout) {
        return TestImages.writeDirectory(
                layout,
                TestImages.ociLayout(
                        "rehearsal",
                        file("etc/os-release", "NAME=\"Webshop\"\nID=webshop\n"),
                        TestImages.layer(1, APP_BYTES),
                        file("app/config.json", "{\"greeting\": \"hello\"}\n")));
    }

    private static byte[] file(String name, String content) {
        return TestImages.tar(Map.of(name, content.getBytes(StandardCharsets.UTF_8)));
    }
}
