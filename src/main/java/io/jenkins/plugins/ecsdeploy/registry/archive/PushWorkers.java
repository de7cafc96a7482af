package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.LayerPacker;
import io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip;
import io.jenkins.plugins.ecsdeploy.image.zstd.ZstdPacker;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads and the compressors of a JVM. All its pushes share them, so that any number of pushes needs no more threads
 * and memory than a few. Threads end when nothing was pushed for a second.
 */
public final class PushWorkers {

    /** More than one push uses, so that a slow registry does not hold up a push to another. */
    private static final int THREADS = 6;

    private static final PushWorkers OF_THIS_JVM = new PushWorkers(new Semaphore(THREADS));

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PushWorkers::thread);
    private final ParallelGzip gzip = ParallelGzip.forThisMachine();
    private final ZstdPacker zstd;

    /** @param zstdStreams a permit for each layer that may be compressed with zstd at the same time, in native memory */
    PushWorkers(Semaphore zstdStreams) {
        zstd = new ZstdPacker(zstdStreams);
        threads.allowCoreThreadTimeOut(true);
    }

    public static PushWorkers ofThisJvm() {
        return OF_THIS_JVM;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ecs-deploy-push");
        thread.setDaemon(true);
        return thread;
    }

    /** @param size how many tasks of one push may run at the same time */
    WorkerPool pool(int size) {
        return new WorkerPool(threads, size);
    }

    /** @throws ImageException if this machine can't compress so */
    LayerPacker packer(Compression compression) {
        if (compression == Compression.GZIP) {
            return gzip;
        }
        zstd.prepare();
        return zstd;
    }
}
