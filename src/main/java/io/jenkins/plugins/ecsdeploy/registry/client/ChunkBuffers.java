package io.jenkins.plugins.ecsdeploy.registry.client;

import java.util.concurrent.Semaphore;

/**
 * The memory for chunks in a JVM: few at a time, however many uploads are sent in chunks. An upload waits for a buffer,
 * sends one chunk and gives the buffer back.
 */
final class ChunkBuffers {

    private static final ChunkBuffers OF_THIS_JVM = new ChunkBuffers(2);

    private final Semaphore free;

    private ChunkBuffers(int count) {
        free = new Semaphore(count, true);
    }

    static ChunkBuffers ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** What is done with a buffer. */
    interface Use<E extends Exception> {
        void of(byte[] buffer) throws InterruptedException, E;
    }

    <E extends Exception> void use(int bytes, Use<E> use) throws InterruptedException, E {
        free.acquire();
        try {
            use.of(new byte[bytes]);
        } finally {
            free.release();
        }
    }
}
