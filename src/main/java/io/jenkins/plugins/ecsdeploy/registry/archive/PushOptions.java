package io.jenkins.plugins.ecsdeploy.registry.archive;

import java.io.Serializable;
import java.util.List;

/**
 * How an archive is pushed. A Docker Engine pushes by its own ways and knows none of this.
 *
 * @param learnLayers whether layers that an image of the registry names are taken from there instead of being compressed
 *     and sent again. That trusts whoever may push to the repositories that are looked at as far as those who may push
 *     to this one
 * @param cacheFrom images to learn from, besides what the pushed tags name so far: a tag or a digest of the repository
 *     that is pushed to, or {@code repository:tag} (or {@code @digest}) of another one at the same registry. One that
 *     isn't there is no error
 */
public record PushOptions(boolean learnLayers, List<String> cacheFrom) implements Serializable {

    /** Learns from what the pushed tags name so far. */
    public static final PushOptions STANDARD = new PushOptions(true, List.of());

    public PushOptions {
        cacheFrom = List.copyOf(cacheFrom);
    }

    public PushOptions withCacheFrom(List<String> images) {
        return new PushOptions(learnLayers, images);
    }

    /** Sends each layer that has to be compressed, without asking what the registry knows. */
    public PushOptions withoutLearning() {
        return new PushOptions(false, List.of());
    }
}
