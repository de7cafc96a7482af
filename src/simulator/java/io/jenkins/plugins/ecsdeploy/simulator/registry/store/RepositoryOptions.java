package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a repository was created.
 *
 * @param imageTagMutability {@code MUTABLE}, {@code IMMUTABLE}, or one of them with {@code _WITH_EXCLUSION}
 * @param exclusionFilters wildcards ({@code *}) of the tags for which the opposite holds
 * @param encryptionType {@code AES256}, {@code KMS} or {@code KMS_DSSE}
 * @param kmsKey empty unless a key was named
 * @param resourceTags tags of the repository, not of its images
 */
public record RepositoryOptions(
        String imageTagMutability,
        List<String> exclusionFilters,
        boolean scanOnPush,
        String encryptionType,
        String kmsKey,
        Map<String, String> resourceTags) {

    public static final RepositoryOptions DEFAULT =
            new RepositoryOptions("MUTABLE", List.of(), false, "AES256", "", Map.of());

    public RepositoryOptions {
        exclusionFilters = List.copyOf(exclusionFilters);
        resourceTags = Map.copyOf(resourceTags);
    }

    public RepositoryOptions withImageTagMutability(String mutability, List<String> filters) {
        return new RepositoryOptions(mutability, filters, scanOnPush, encryptionType, kmsKey, resourceTags);
    }

    public RepositoryOptions withScanOnPush(boolean scan) {
        return new RepositoryOptions(imageTagMutability, exclusionFilters, scan, encryptionType, kmsKey, resourceTags);
    }

    /** Whether this tag, once given, stays with its image. */
    public boolean keeps(String tag) {
        boolean excluded = exclusionFilters.stream().anyMatch(filter -> matches(filter, tag));
        return imageTagMutability.startsWith("IMMUTABLE") != excluded;
    }

    private static boolean matches(String filter, String tag) {
        String regex = Pattern.quote(filter).replace("*", "\\E.*\\Q");
        return Pattern.matches(regex, tag);
    }
}
