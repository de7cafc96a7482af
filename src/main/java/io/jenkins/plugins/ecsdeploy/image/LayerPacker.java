package io.jenkins.plugins.ecsdeploy.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Compresses plain layers. Any number at the same time. */
public interface LayerPacker {

    Compression compression();

    /**
     * Compresses content while the result is read. It must be closed: it may hold memory outside of Java's heap.
     *
     * @param plain closed together with the returned stream, or if this fails
     * @param read is notified of the number of bytes read from {@code plain} so far
     */
    InputStream compress(InputStream plain, LongConsumer read) throws IOException;
}
