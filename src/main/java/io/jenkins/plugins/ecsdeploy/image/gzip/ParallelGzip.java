package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.io.InputStream;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Compresses streams with several threads, as {@code pigz} does: a stream is cut into blocks, each is deflated with the
 * end of the previous one as its dictionary, and the parts form one gzip member. The same content becomes the same bytes
 * for any number of threads.
 */
public final class ParallelGzip implements AutoCloseable {

    /** More threads would hold more blocks in memory than an agent should spare. */
    private static final int MAX_THREADS = 8;

    private final int threads;
    private final EncoderKind encoder;
    private final ExecutorService pool;
    private final Queue<BlockDeflater> idle = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> targets = new ConcurrentLinkedQueue<>();

    /** @param threads at least one */
    public ParallelGzip(int threads, EncoderKind encoder) {
        this.threads = threads;
        this.encoder = encoder;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ecs-deploy-gzip");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** With the encoder that pushes use. */
    public static ParallelGzip forThisMachine() {
        return forThisMachine(EncoderKind.CUSTOM);
    }

    /** With a thread for each processor, up to a limit. */
    public static ParallelGzip forThisMachine(EncoderKind encoder) {
        return new ParallelGzip(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()), encoder);
    }

    /**
     * Compresses content while the result is read. At most one block for each thread, and one more, is held in memory.
     *
     * @param plain closed together with the returned stream
     * @param read is notified with each block of the number of bytes read from {@code plain} so far
     */
    public InputStream compress(InputStream plain, LongConsumer read) {
        return new GzipStream(plain, new Workers(), threads + 1, read);
    }

    private final class Workers implements GzipStream.Workers {

        @Override
        public byte[] buffer() {
            return reused(buffers, PlainBlock.BUFFER_BYTES);
        }

        @Override
        public Future<DeflatedBlock> deflate(PlainBlock block) {
            return pool.submit(() -> {
                BlockDeflater deflater =
                        Objects.requireNonNullElseGet(idle.poll(), () -> new BlockDeflater(encoder.create()));
                DeflatedBlock deflated = deflater.deflate(block, reused(targets, BlockDeflater.MAX_BYTES));
                idle.add(deflater);
                buffers.add(block.bytes());
                return deflated;
            });
        }

        @Override
        public void release(DeflatedBlock block) {
            targets.add(block.bytes());
        }

        private static byte[] reused(Queue<byte[]> arrays, int bytes) {
            return Objects.requireNonNullElseGet(arrays.poll(), () -> new byte[bytes]);
        }
    }

    /** Ends the threads. Reading a stream that is still open fails. */
    @Override
    public void close() {
        pool.shutdownNow();
        for (BlockDeflater deflater = idle.poll(); deflater != null; deflater = idle.poll()) {
            deflater.close();
        }
    }
}
