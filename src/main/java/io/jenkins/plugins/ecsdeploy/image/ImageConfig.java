package io.jenkins.plugins.ecsdeploy.image;

import java.util.List;

/**
 * An image's config (OCI image specification, "Image Configuration"; Docker's is the same in these fields).
 *
 * @param diffIds the digests of the plain layers, lowest first
 */
public record ImageConfig(String os, String architecture, List<Digest> diffIds) {

    /** Larger than any config: Docker itself reads at most 8 MiB of one from a registry. */
    public static final int MAX_BYTES = 16 << 20;

    public ImageConfig {
        diffIds = List.copyOf(diffIds);
    }

    /**
     * @param place for messages
     * @throws ImageException if it is not a config
     */
    public static ImageConfig parse(String place, byte[] config) {
        JsonDocument document = JsonDocument.parse(place, config);
        List<Digest> diffIds = document.require("rootfs").texts("diff_ids").stream()
                .map(Digest::parse)
                .toList();
        return new ImageConfig(document.text("os"), document.text("architecture"), diffIds);
    }
}
