package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads and the compressor of a JVM. All its pushes share them, so that any number of pushes needs no more threads
 * and memory than a few. Threads end when nothing was pushed for a second.
 */
public final class PushWorkers {

    /** More than one push uses, so that a slow registry does not hold up a push to another. */
    private static final int THREADS = 6;

    private static final PushWorkers OF_THIS_JVM = new PushWorkers();

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PushWorkers::thread);
    private final ParallelGzip gzip = ParallelGzip.forThisMachine();

    private PushWorkers() {
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

    ParallelGzip gzip() {
        return gzip;
    }
}
