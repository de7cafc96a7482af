package io.jenkins.plugins.ecsdeploy.registry.progress;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.io.Serializable;
import java.util.List;

/**
 * What a push came to.
 *
 * @param uri {@code registry/repository@digest}
 * @param digest of the manifest (or index) the registry keeps
 * @param tags that now name it, in the order they were asked for
 * @param pushed false where all tags named this digest before
 * @param bytesSent content that went to the registry, repeated tries included; a Docker Engine counts before it
 *     compresses
 */
public record PushResult(ImageReference uri, Digest digest, List<String> tags, boolean pushed, long bytesSent)
        implements Serializable {

    public PushResult {
        tags = List.copyOf(tags);
    }

    public static PushResult of(
            RegistryTarget target, Digest digest, List<String> tags, boolean pushed, long bytesSent) {
        return new PushResult(target.reference().withDigest(digest), digest, tags, pushed, bytesSent);
    }
}
