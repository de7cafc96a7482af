package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;

/**
 * An image of the registry to reuse layers from ({@code cacheFrom}).
 *
 * @param text as given by the user
 * @param reference a tag or a digest
 */
record CacheImage(String text, String repository, String reference) {

    /** @throws ImageException if it is not an image, or one of another registry */
    static CacheImage parse(String text, RegistryTarget target) {
        if (text.matches("sha(256|512):.*")) {
            return new CacheImage(text, target.repository(), Digest.parse(text).toString());
        }
        if (!text.contains("/") && !text.contains(":") && !text.contains("@")) {
            ImageReference.checkTag(text);
            return new CacheImage(text, target.repository(), text);
        }
        ImageReference given = ImageReference.parse(text);
        ImageReference image = target.isDockerHub() ? given.normalized() : given;
        String registry = image.registry().orElse(target.registry());
        if (!registry.equals(target.registry())) {
            throw new ImageException("cacheFrom '" + text + "' is at another registry than " + target.registry()
                    + ", which is pushed to. Layers can only be reused within one registry.");
        }
        String reference = image.digest()
                .map(Digest::toString)
                .or(image::tag)
                .orElseThrow(() -> new ImageException(
                        "cacheFrom '" + text + "' has neither a tag nor a digest. Add one: latest is never implied."));
        return new CacheImage(text, image.repository(), reference);
    }
}
