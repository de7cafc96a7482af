package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;

/**
 * An image of the registry to learn layers from.
 *
 * @param text as it was given
 * @param reference a tag or a digest
 */
record CacheImage(String text, String repository, String reference) {

    /** @throws ImageException where it is none, or one of another registry */
    static CacheImage parse(String text, RegistryTarget target) {
        if (text.matches("sha(256|512):.*")) {
            return new CacheImage(text, target.repository(), Digest.parse(text).toString());
        }
        if (!text.contains("/") && !text.contains(":") && !text.contains("@")) {
            ImageReference.checkTag(text);
            return new CacheImage(text, target.repository(), text);
        }
        ImageReference image = ImageReference.parse(text);
        String registry = image.registry().orElse(target.registry());
        if (!registry.equals(target.registry())) {
            throw new ImageException("cacheFrom '" + text + "' is at another registry than " + target.registry()
                    + ", to which is pushed. Layers can be taken over within one registry only.");
        }
        String reference = image.digest()
                .map(Digest::toString)
                .or(image::tag)
                .orElseThrow(() -> new ImageException(
                        "cacheFrom '" + text + "' names no tag and no digest. latest is never implied."));
        return new CacheImage(text, image.repository(), reference);
    }
}
