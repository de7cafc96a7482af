package io.jenkins.plugins.ecsdeploy.registry.client;

import java.time.Duration;

/**
 * Limits to concurrency, memory and waiting.
 *
 * @param uploads how many blobs are sent at the same time
 * @param singlePutBytes blobs up to this size are held in memory and sent with the request that ends their upload
 * @param chunkBytes held in memory for each upload that is sent in chunks. ECR accepts none below 5 MiB but the last one
 *     ({@code LayerPartTooSmallException})
 * @param stallTimeout how long a connection may transfer nothing
 */
public record PushLimits(int uploads, int singlePutBytes, int chunkBytes, Duration stallTimeout) {

    /** Four uploads: Docker makes five, containerd three. */
    public static final PushLimits STANDARD = new PushLimits(4, 1 << 20, 6 << 20, Duration.ofMinutes(5));

    private static final Duration BRIEF_STALL = Duration.ofSeconds(4);

    /** The same with a short time-out, for requests that a push can do without. */
    PushLimits brief() {
        Duration stall = stallTimeout.compareTo(BRIEF_STALL) < 0 ? stallTimeout : BRIEF_STALL;
        return new PushLimits(uploads, singlePutBytes, chunkBytes, stall);
    }
}
