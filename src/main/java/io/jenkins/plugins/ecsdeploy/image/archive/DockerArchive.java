package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code docker save} writes: a {@code manifest.json} that names a config and layers, mostly plain tars. */
final class DockerArchive {

    static final String MANIFEST = "manifest.json";

    private static final Pattern NAMED_BY_HASH = Pattern.compile("(?:.*[/:])?([0-9a-f]{64})(?:\\.json)?");

    private final ArchiveFiles files;

    DockerArchive(ArchiveFiles files) {
        this.files = files;
    }

    /**
     * Finds the parts of an image. The layers are not read yet.
     *
     * @param wanted the name of an image; empty if the archive must contain exactly one
     * @throws ImageException if parts are missing or don't fit together
     */
    DockerImage open(Optional<String> wanted) throws IOException {
        byte[] bytes = files.require(MANIFEST, "the list of the archive's images")
                .readDocument(files.archiveName(), LayoutDocuments.MAX_MANIFEST_BYTES);
        JsonDocument list = JsonDocument.parse(place(MANIFEST), bytes);
        if (list.node().isObject()) {
            throw new ImageException(
                    place(MANIFEST) + " is a single manifest, as in skopeo's dir: format, which is not supported."
                            + " Copy the image to oci: or docker-archive: instead.");
        }
        NamedImages<JsonDocument> images = new NamedImages<>(files.archiveName(), this::describe);
        for (JsonDocument entry : list.elements()) {
            images.add(imageId(entry.requireText("Config")), entry, entry.texts("RepoTags"));
        }
        return image(images.choose(wanted));
    }

    private DockerImage image(JsonDocument entry) throws IOException {
        String configName = normal(entry.requireText("Config"));
        byte[] config = files.require(configName, "the image's config")
                .readDocument(files.archiveName(), ImageConfig.MAX_BYTES);
        checkName(configName, config);
        List<ArchiveFile> layers = new ArrayList<>();
        for (String layer : entry.texts("Layers")) {
            layers.add(files.require(normal(layer), "layer " + (layers.size() + 1) + " of the image"));
        }
        ImageConfig settings = ImageConfig.parse(place(configName), config);
        List<Digest> diffIds = settings.diffIds();
        if (diffIds.size() != layers.size()) {
            throw new ImageException(place(MANIFEST) + " names " + layers.size() + " layers, the image's config "
                    + diffIds.size() + ". The archive is damaged. Write it again.");
        }
        List<Layer> opened = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            opened.add(Layer.of(files.archiveName(), layers.get(i), diffIds.get(i)));
        }
        Descriptor descriptor = new Descriptor(MediaTypes.DOCKER_CONFIG, Digest.sha256(config), config.length);
        return new DockerImage(
                Blob.verified(descriptor, place(configName), () -> new ByteArrayInputStream(config)), settings, opened);
    }

    /** Docker's ID of the image, which is its config's digest, if the config is named by it. */
    private static String imageId(String configName) {
        Matcher hash = NAMED_BY_HASH.matcher(configName);
        return hash.matches() ? "sha256:" + hash.group(1) : configName;
    }

    private String describe(JsonDocument entry) throws IOException {
        String name = normal(entry.requireText("Config"));
        ImageConfig settings = ImageConfig.parse(
                place(name),
                files.require(name, "an image's config").readDocument(files.archiveName(), ImageConfig.MAX_BYTES));
        return "image for " + settings.os() + "/" + settings.architecture();
    }

    private String normal(String name) {
        return EntryName.normal(name)
                .orElseThrow(() -> new ImageException(place(MANIFEST) + " names '" + name
                        + "', which leads out of the archive, so it was not read."));
    }

    private void checkName(String configName, byte[] config) {
        Matcher hash = NAMED_BY_HASH.matcher(configName);
        String found = Digest.sha256(config).hex();
        if (hash.matches() && !hash.group(1).equals(found)) {
            throw new ImageException(place(configName) + " is sha256:" + found
                    + ", which is not what its name says. It was damaged or changed after it was written. Write the"
                    + " archive again.");
        }
    }

    private String place(String name) {
        return files.archiveName() + ": " + name;
    }
}
