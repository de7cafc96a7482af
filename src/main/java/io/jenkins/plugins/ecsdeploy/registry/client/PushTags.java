package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.List;

/** The tags a push is asked for. */
public final class PushTags {

    private PushTags() {}

    /** @throws ImageException where there is none, or one that can't be a tag */
    public static void check(List<String> tags) {
        if (tags.isEmpty()) {
            throw new ImageException("An image is pushed under at least one tag; none was given.");
        }
        tags.forEach(ImageReference::checkTag);
    }
}
