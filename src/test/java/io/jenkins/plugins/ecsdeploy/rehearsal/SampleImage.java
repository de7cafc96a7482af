package io.jenkins.plugins.ecsdeploy.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Makes a small real OCI image: three layers and a config, as an OCI layout directory (OCI image layout 1.0). The same
 * bytes every time, so that a second rehearsal finds it unchanged.
 */
final class SampleImage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Path layout;
    private final ArrayNode layers = JSON.createArrayNode();
    private final ArrayNode diffIds = JSON.createArrayNode();

    private SampleImage(Path layout) {
        this.layout = layout;
    }

    /** @return the directory written to */
    static Path write(Path layout) throws IOException {
        Files.createDirectories(layout.resolve("blobs/sha256"));
        new SampleImage(layout).write();
        return layout;
    }

    private void write() throws IOException {
        layer("etc/os-release", "NAME=\"Webshop\"\nID=webshop\n".getBytes(StandardCharsets.UTF_8));
        layer("app/webshop.bin", incompressible(192 * 1024));
        layer("app/config.json", "{\"greeting\": \"hello\"}\n".getBytes(StandardCharsets.UTF_8));

        ObjectNode config = JSON.createObjectNode();
        config.put("architecture", "amd64").put("os", "linux").put("created", "2026-01-01T00:00:00Z");
        config.putObject("config").putArray("Entrypoint").add("/app/webshop.bin");
        config.putObject("rootfs").put("type", "layers").set("diff_ids", diffIds);

        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", blob(CONFIG, config.toString().getBytes(StandardCharsets.UTF_8)));
        manifest.set("layers", layers);

        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2);
        index.putArray("manifests").add(blob(MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8)));
        Files.writeString(layout.resolve("index.json"), index.toString());
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private void layer(String name, byte[] content) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            entry.setMode(0100755);
            entry.setModTime(0L);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            tar.writeTo(gzip);
        }
        diffIds.add("sha256:" + sha256(tar.toByteArray()));
        layers.add(blob(LAYER, compressed.toByteArray()));
    }

    /** Stores a blob and describes it. */
    private ObjectNode blob(String mediaType, byte[] content) throws IOException {
        String hex = sha256(content);
        Files.write(layout.resolve("blobs/sha256").resolve(hex), content);
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", "sha256:" + hex)
                .put("size", content.length);
    }

    private static byte[] incompressible(int bytes) {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
