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
 * end of the one before as its dictionary, and the parts are one gzip member again. The same content becomes the same
 * bytes whatever the number of threads, the machine and its Java.
 */
public final class ParallelGzip implements AutoCloseable {

    /** More would hold more blocks in memory than an agent should spare. */
    private static final int MOST_THREADS = 8;

    private final int threads;
    private final ExecutorService pool;
    private final Queue<BlockDeflater> idle = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> windows = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> targets = new ConcurrentLinkedQueue<>();

    /** @param threads at least one */
    public ParallelGzip(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ecs-deploy-gzip");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** With as many threads as this machine can run at once, within reason. */
    public static ParallelGzip forThisMachine() {
        return new ParallelGzip(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * The content, compressed as it is read. At most one block for each thread, and one more, is held in memory.
     *
     * @param plain closed with the stream that is returned
     * @param read told with each block how many bytes of {@code plain} have been read
     */
    public InputStream compress(InputStream plain, LongConsumer read) {
        return new GzipStream(plain, new Workers(), threads + 1, read);
    }

    private final class Workers implements GzipStream.Workers {

        @Override
        public byte[] window() {
            return used(windows, GzipBlock.WINDOW_BYTES);
        }

        @Override
        public Future<GzipBlock> deflate(GzipBlock.Source block) {
            return pool.submit(() -> {
                BlockDeflater deflater = Objects.requireNonNullElseGet(idle.poll(), BlockDeflater::new);
                GzipBlock deflated = deflater.deflate(block, used(targets, BlockDeflater.MOST_BYTES));
                idle.add(deflater);
                windows.add(block.bytes());
                return deflated;
            });
        }

        @Override
        public void read(GzipBlock block) {
            targets.add(block.bytes());
        }

        private static byte[] used(Queue<byte[]> arrays, int bytes) {
            return Objects.requireNonNullElseGet(arrays.poll(), () -> new byte[bytes]);
        }
    }

    /** Ends the threads; streams that are still open fail when they are read. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
