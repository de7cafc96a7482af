package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import java.util.List;

/**
 * An image ready to be pushed: first the blobs, then the manifests in their order, because a registry refuses a manifest
 * whose parts it does not have.
 *
 * @param blobs each digest once
 * @param manifests children before the index that names them; the last one is the image
 */
public record Image(List<Blob> blobs, List<Manifest> manifests) implements ImageContents {

    public Image {
        blobs = List.copyOf(blobs);
        manifests = List.copyOf(manifests);
    }

    /** The manifest or index that a tag is to name. */
    public Manifest root() {
        return manifests.get(manifests.size() - 1);
    }
}
