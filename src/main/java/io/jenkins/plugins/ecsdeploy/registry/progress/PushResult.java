package io.jenkins.plugins.ecsdeploy.registry.progress;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.io.Serializable;
import java.util.List;

/**
 * The result of a push.
 *
 * @param uri {@code registry/repository@digest}
 * @param digest of the manifest (or index) that the registry stores
 * @param tags that now name it, in the order in which they were given
 * @param pushed false if all tags named this digest before
 * @param bytesSent to the registry, by failed attempts too; a Docker Engine counts before it compresses
 * @param zstd whether a layer is known to be compressed with zstd, which not everything runs
 */
public record PushResult(
        ImageReference uri, Digest digest, List<String> tags, boolean pushed, long bytesSent, boolean zstd)
        implements Serializable {

    public PushResult {
        tags = List.copyOf(tags);
    }

    /** The same for an image that has layers compressed with zstd, or none. */
    public PushResult withZstd(boolean has) {
        return new PushResult(uri, digest, tags, pushed, bytesSent, has);
    }

    public static PushResult of(
            ImageReference repository, Digest digest, List<String> tags, boolean pushed, long bytesSent) {
        return new PushResult(repository.withDigest(digest), digest, tags, pushed, bytesSent, false);
    }
}
