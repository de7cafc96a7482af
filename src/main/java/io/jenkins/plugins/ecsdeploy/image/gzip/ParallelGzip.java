package io.jenkins.plugins.ecsdeploy.image.gzip;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.LayerPacker;
import java.io.InputStream;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Compresses streams with several threads, as {@code pigz} does: a stream is cut into blocks, each is deflated with the
 * end of the previous one as its dictionary, and the parts form one gzip member. The same content becomes the same bytes
 * for any number of threads, with the same zlib.
 *
 * <p>Any number of streams may be compressed at the same time. They share the threads and, but for one block each, the
 * memory. A second after the last stream was closed the threads have ended, and the memory is free.
 */
public final class ParallelGzip implements LayerPacker {

    /** More threads would hold more blocks in memory than an agent should spare. */
    private static final int MAX_THREADS = 8;

    private final ThreadPoolExecutor pool;
    private final Semaphore moreBlocks;
    private final AtomicInteger streams = new AtomicInteger();
    private final Queue<BlockDeflater> idle = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> targets = new ConcurrentLinkedQueue<>();

    /** @param threads at least one */
    public ParallelGzip(int threads) {
        pool = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "ecs-deploy-gzip");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        moreBlocks = new Semaphore(threads);
    }

    /** With a thread for each processor, up to a limit. */
    public static ParallelGzip forThisMachine() {
        return new ParallelGzip(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public Compression compression() {
        return Compression.GZIP;
    }

    /**
     * Compresses content while the result is read. Of all streams together, a block for each thread and one for each
     * stream is held in memory, and one for each stream that is being read.
     */
    @Override
    public InputStream compress(InputStream plain, LongConsumer read) {
        streams.incrementAndGet();
        return new GzipStream(plain, new Workers(), read);
    }

    private final class Workers implements GzipStream.Workers {

        @Override
        public byte[] buffer() {
            return reused(buffers, PlainBlock.BUFFER_BYTES);
        }

        @Override
        public boolean tryAddBlock() {
            return moreBlocks.tryAcquire();
        }

        @Override
        public void removeBlock() {
            moreBlocks.release();
        }

        @Override
        public Future<DeflatedBlock> deflate(PlainBlock block) {
            return pool.submit(() -> {
                BlockDeflater deflater = Objects.requireNonNullElseGet(idle.poll(), BlockDeflater::new);
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

        @Override
        public void end() {
            if (streams.decrementAndGet() == 0) {
                free();
            }
        }

        private static byte[] reused(Queue<byte[]> arrays, int bytes) {
            return Objects.requireNonNullElseGet(arrays.poll(), () -> new byte[bytes]);
        }
    }

    /** Of blocks that are still being deflated, the memory stays for the next stream. */
    private void free() {
        buffers.clear();
        targets.clear();
        for (BlockDeflater deflater = idle.poll(); deflater != null; deflater = idle.poll()) {
            deflater.close();
        }
    }
}
