package io.jenkins.plugins.ecsdeploy.registry.client;

import java.time.Duration;

/**
 * How much at once, and how long to wait.
 *
 * @param uploads how many blobs are sent at the same time
 * @param singlePutBytes blobs up to this size are held in memory and go with the request that ends their upload
 * @param chunkBytes held in memory for each upload that goes in chunks. ECR takes none below 5 MiB but the last
 *     ({@code LayerPartTooSmallException})
 * @param patience how long nothing may move on a connection
 */
public record PushLimits(int uploads, int singlePutBytes, int chunkBytes, Duration patience) {

    /** As many at once as Docker sends by five and containerd by three. */
    public static final PushLimits STANDARD = new PushLimits(4, 1 << 20, 6 << 20, Duration.ofMinutes(5));
}
