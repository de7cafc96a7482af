package io.jenkins.plugins.ecsdeploy.simulator.registry;

import java.util.Map;

/**
 * How a repository was created.
 *
 * @param imageTagMutability {@code MUTABLE} or {@code IMMUTABLE}
 * @param encryptionType {@code AES256} or {@code KMS}
 * @param kmsKey empty unless encrypted with KMS
 * @param resourceTags tags of the repository, not of its images
 */
public record RepositorySettings(
        String imageTagMutability,
        boolean scanOnPush,
        String encryptionType,
        String kmsKey,
        Map<String, String> resourceTags) {

    public static final RepositorySettings DEFAULT = new RepositorySettings("MUTABLE", false, "AES256", "", Map.of());

    public RepositorySettings {
        resourceTags = Map.copyOf(resourceTags);
    }

    public boolean immutableTags() {
        return imageTagMutability.equals("IMMUTABLE");
    }
}
