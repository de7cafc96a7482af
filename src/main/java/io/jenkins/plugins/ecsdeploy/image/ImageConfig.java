package io.jenkins.plugins.ecsdeploy.image;

import java.util.List;

/**
 * What an image's config says (OCI image specification, "Image Configuration"; Docker's is the same in this).
 *
 * @param diffIds the digests of the plain layers, from the lowest up
 */
public record ImageConfig(String os, String architecture, List<Digest> diffIds) {

    /** More than any config has; Docker's own limit is 8 MiB for what it reads from a registry. */
    public static final int LONGEST_BYTES = 16 << 20;

    public ImageConfig {
        diffIds = List.copyOf(diffIds);
    }

    /**
     * @param place for messages
     * @throws ImageException where it is not one
     */
    public static ImageConfig parse(String place, byte[] config) {
        JsonDocument document = JsonDocument.parse(place, config);
        List<Digest> diffIds = document.require("rootfs").texts("diff_ids").stream()
                .map(Digest::parse)
                .toList();
        return new ImageConfig(document.text("os"), document.text("architecture"), diffIds);
    }
}
