package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import java.util.Optional;

/**
 * The parts of {@code host[:port]/repository[:tag][@digest]}.
 *
 * @param tag {@code latest} if the reference has none
 * @param digest empty if the reference has none; it wins over the tag
 */
public record ImageLookup(String repositoryName, String tag, String digest) {

    public static ImageLookup parse(String reference) {
        String path = reference.substring(reference.indexOf('/') + 1);
        int at = path.indexOf('@');
        String digest = at < 0 ? "" : path.substring(at + 1);
        String tagged = at < 0 ? path : path.substring(0, at);
        int colon = tagged.lastIndexOf(':');
        return colon < 0
                ? new ImageLookup(tagged, "latest", digest)
                : new ImageLookup(tagged.substring(0, colon), tagged.substring(colon + 1), digest);
    }

    public Optional<StoredManifest> in(Repository repository) {
        return digest.isEmpty() ? repository.tagged(tag) : repository.manifest(digest);
    }
}
