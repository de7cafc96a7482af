package io.jenkins.plugins.ecsdeploy.image;

import java.util.List;
import java.util.Set;

/** Media types of manifests, configs and layers: OCI image specification 1.1 and Docker's "Image Manifest V 2". */
public final class MediaTypes {

    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** All manifests that can be pushed and read: the value of an {@code Accept} header. */
    public static final List<String> MANIFESTS =
            List.of(OCI_INDEX, OCI_MANIFEST, DOCKER_MANIFEST_LIST, DOCKER_MANIFEST);

    public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    public static final String OCI_GZIPPED_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    public static final String OCI_PLAIN_LAYER = "application/vnd.oci.image.layer.v1.tar";

    private static final Set<String> GZIPPED_LAYERS = Set.of(DOCKER_LAYER, OCI_GZIPPED_LAYER);
    private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_MANIFEST_LIST);

    private MediaTypes() {}

    /** Whether a layer's content is a gzipped tar, by Docker's name or OCI's. */
    public static boolean isGzippedLayer(String mediaType) {
        return GZIPPED_LAYERS.contains(mediaType);
    }

    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    /** Whether a layer is not pushed: Windows base layers are downloaded from the URLs in their descriptor. */
    public static boolean isNondistributable(String mediaType) {
        return mediaType.contains(".nondistributable.") || mediaType.contains(".foreign.");
    }
}
