package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.List;

/** The tags of a push. */
public final class PushTags {

    private PushTags() {}

    /** @throws ImageException if there is no tag, or an invalid one */
    public static void check(List<String> tags) {
        if (tags.isEmpty()) {
            throw new ImageException("An image is pushed with at least one tag, but none was given.");
        }
        tags.forEach(ImageReference::checkTag);
    }
}
