package io.jenkins.plugins.ecsdeploy.image.zstd;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.LayerPacker;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * Compresses layers with zstd at level 3, one thread for each layer: a push sends several at the same time, and one thread
 * packs more in a second than most networks carry.
 *
 * <p>Each open stream holds about 3 MB, almost all outside of Java's heap, until it is read to its end or closed.
 */
public final class ZstdPacker implements LayerPacker {

    private final Semaphore streams;
    private final NativeLibrary library;

    /** @param streams a permit for each stream that may be open at the same time; a further one waits */
    public ZstdPacker(Semaphore streams) {
        this(streams, NativeLibrary.ofThisMachine());
    }

    ZstdPacker(Semaphore streams, NativeLibrary library) {
        this.streams = streams;
        this.library = library;
    }

    /**
     * Loads the native library, unless that has been done.
     *
     * @throws ImageException if it can't be loaded on this machine: it says why, and what to do
     */
    public void prepare() {
        library.load();
    }

    @Override
    public Compression compression() {
        return Compression.ZSTD;
    }

    @Override
    public InputStream compress(InputStream plain, LongConsumer read) throws IOException {
        boolean open = false;
        try {
            prepare();
            acquire();
            InputStream compressed = stream(plain, read);
            open = true;
            return compressed;
        } finally {
            if (!open) {
                plain.close();
            }
        }
    }

    private void acquire() throws InterruptedIOException {
        try {
            streams.acquire();
        } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while compressing").initCause(aborted);
        }
    }

    private InputStream stream(InputStream plain, LongConsumer read) throws IOException {
        boolean made = false;
        try {
            InputStream compressed = new ZstdStream(plain, read, streams::release);
            made = true;
            return compressed;
        } finally {
            if (!made) {
                streams.release();
            }
        }
    }
}
