package io.jenkins.plugins.ecsdeploy.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Small images for tests, as Docker and OCI tools write them. */
public final class TestImages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestImages() {}

    /** Opens an archive with one image. */
    public static ImageArchive open(Path archive) {
        return ImageArchive.open(archive, Optional.empty(), Optional.empty());
    }

    /** A plain layer with so many bytes that don't compress. The same seed makes the same layer. */
    public static byte[] layer(long seed, int bytes) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return tar(Map.of("file-" + seed, content));
    }

    /** A plain layer with so many bytes that compress to about a third. */
    public static byte[] textLayer(long seed, int bytes) {
        Random random = new Random(seed);
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) ('a' + random.nextInt(8));
        }
        return tar(Map.of("text-" + seed, content));
    }

    /** A docker-archive with one image, as Docker up to 24 writes it. */
    public static Path dockerArchive(Path tar, String name, byte[]... layers) {
        return writeTar(tar, dockerArchiveFiles(name, layers));
    }

    /** The same as files by their names, to be changed before they are written. */
    public static Map<String, byte[]> dockerArchiveFiles(String name, byte[]... layers) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ArrayNode list = JSON.createArrayNode();
        list.add(dockerArchiveImage(files, name, layers));
        files.put("manifest.json", bytes(list));
        return files;
    }

    /** Adds the files of an image and returns its entry of {@code manifest.json}. */
    public static ObjectNode dockerArchiveImage(Map<String, byte[]> files, String name, byte[]... layers) {
        ObjectNode image = JSON.createObjectNode();
        byte[] config = config(layers);
        String configName = Digest.sha256(config).hex() + ".json";
        files.put(configName, config);
        image.put("Config", configName);
        image.putArray("RepoTags").add(name);
        ArrayNode names = image.putArray("Layers");
        for (byte[] layer : layers) {
            String layerName = Digest.sha256(layer).hex() + "/layer.tar";
            files.put(layerName, layer);
            names.add(layerName);
        }
        return image;
    }

    /** The config of an image with these plain layers. */
    public static byte[] config(byte[]... layers) {
        ObjectNode config = JSON.createObjectNode().put("architecture", "amd64").put("os", "linux");
        config.putObject("config").putArray("Cmd").add("/hello");
        ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        for (byte[] layer : layers) {
            diffIds.add(Digest.sha256(layer).toString());
        }
        return bytes(config);
    }

    /** An OCI layout with one image of gzipped layers, as files by name. */
    public static Map<String, byte[]> ociLayout(String refName, byte[]... layers) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode manifest = ociManifest(files, layers);
        return ociLayoutOf(files, refName, blob(files, MediaTypes.OCI_MANIFEST, bytes(manifest)));
    }

    /** Completes blobs to a layout whose index names one image. */
    public static Map<String, byte[]> ociLayoutOf(Map<String, byte[]> files, String refName, ObjectNode root) {
        root.putObject("annotations").put("org.opencontainers.image.ref.name", refName);
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        index.putArray("manifests").add(root);
        files.put("index.json", bytes(index));
        files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** An OCI layout with an image for two platforms under one index. */
    public static Map<String, byte[]> multiPlatformLayout(String refName, byte[] amd64Layer, byte[] arm64Layer) {
        return platformLayout(refName, Map.of("amd64", amd64Layer, "arm64", arm64Layer));
    }

    /** The same for these architectures, with one layer each. */
    public static Map<String, byte[]> platformLayout(String refName, Map<String, byte[]> layers) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        layers.forEach((architecture, layer) -> {
            ObjectNode child = blob(files, MediaTypes.OCI_MANIFEST, bytes(ociManifest(files, layer)));
            child.putObject("platform").put("os", "linux").put("architecture", architecture);
            manifests.add(child);
        });
        return ociLayoutOf(files, refName, blob(files, MediaTypes.OCI_INDEX, bytes(index)));
    }

    /** An OCI manifest whose config and gzipped layers are added to the files. */
    public static ObjectNode ociManifest(Map<String, byte[]> files, byte[]... layers) {
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        manifest.set("config", blob(files, "application/vnd.oci.image.config.v1+json", config(layers)));
        ArrayNode list = manifest.putArray("layers");
        for (byte[] layer : layers) {
            list.add(blob(files, "application/vnd.oci.image.layer.v1.tar+gzip", gzip(layer)));
        }
        return manifest;
    }

    /** Adds a blob to a layout and returns its descriptor. */
    public static ObjectNode blob(Map<String, byte[]> files, String mediaType, byte[] content) {
        Digest digest = Digest.sha256(content);
        files.put("blobs/sha256/" + digest.hex(), content);
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", content.length);
    }

    public static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] gzip(byte[] plain) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static byte[] tar(Map<String, byte[]> files) {
        return tar(files, Map.of());
    }

    /** @param links targets of symbolic links, by the links' names */
    public static byte[] tar(Map<String, byte[]> files, Map<String, String> links) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
                out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                    entry.setModTime(0);
                    entry.setSize(file.getValue().length);
                    out.putArchiveEntry(entry);
                    out.write(file.getValue());
                    out.closeArchiveEntry();
                }
                for (Map.Entry<String, String> link : links.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_SYMLINK);
                    entry.setModTime(0);
                    entry.setLinkName(link.getValue());
                    out.putArchiveEntry(entry);
                    out.closeArchiveEntry();
                }
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static Path writeTar(Path tar, Map<String, byte[]> files) {
        return write(tar, tar(files));
    }

    public static Path writeDirectory(Path directory, Map<String, byte[]> files) {
        files.forEach((name, content) -> write(directory.resolve(name), content));
        return directory;
    }

    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The image of an archive with all its layers read and, if they are plain, compressed. */
    public static OciImage image(ImageArchive archive) {
        if (archive.contents() instanceof OciImage image) {
            return image;
        }
        DockerImage docker = (DockerImage) archive.contents();
        Map<Digest, Blob> blobs = new LinkedHashMap<>();
        Map<Digest, Descriptor> descriptors = new LinkedHashMap<>();
        blobs.put(docker.config().digest(), docker.config());
        ParallelGzip gzip = new ParallelGzip(2);
        for (Layer layer : docker.layers()) {
            Blob blob = layer.verify().orElseGet(() -> compressed(layer, gzip));
            blobs.put(blob.digest(), blob);
            descriptors.put(layer.diffId(), blob.descriptor());
        }
        return new OciImage(new ArrayList<>(blobs.values()), List.of(docker.manifest(descriptors)));
    }

    private static Blob compressed(Layer layer, ParallelGzip gzip) {
        try (InputStream in = layer.openCompressed(gzip, read -> {})) {
            return layer.compressed(in.readAllBytes(), Compression.GZIP);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The digests of an image's blobs. */
    static List<String> digests(OciImage image) {
        List<String> digests = new ArrayList<>();
        image.blobs().forEach(blob -> digests.add(blob.digest().toString()));
        return digests;
    }
}
