package io.jenkins.plugins.ecsdeploy.image;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How plain layers are compressed before they are sent to a registry. */
public enum Compression {
    /** Every container runtime unpacks it. */
    GZIP("application/vnd.docker.image.rootfs.diff.tar.gzip"),
    /** For newer runtimes: containerd since 1.5, Docker since 23, Fargate since platform version 1.4. */
    ZSTD("application/vnd.oci.image.layer.v1.tar+zstd");

    private final String layerMediaType;

    Compression(String layerMediaType) {
        this.layerMediaType = layerMediaType;
    }

    /** By its name in a Jenkinsfile, {@code gzip} or {@code zstd}. */
    public static Optional<Compression> of(String word) {
        return Stream.of(values())
                .filter(each -> each.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As in a Jenkinsfile. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the layers that are compressed so. */
    public String layerMediaType() {
        return layerMediaType;
    }

    /** Whether a layer of this media type is compressed so, by Docker's name or OCI's. */
    public boolean isOf(String mediaType) {
        return this == ZSTD ? mediaType.endsWith("+zstd") : MediaTypes.isGzippedLayer(mediaType);
    }
}
