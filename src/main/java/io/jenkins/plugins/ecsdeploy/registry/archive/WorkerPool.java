package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs the tasks of one push at the same time, on threads that it shares with other pushes. If one fails or the caller is
 * interrupted, the others are interrupted too.
 */
final class WorkerPool implements AutoCloseable {

    /** Everything that tasks wait for can be interrupted. The limit avoids a hang if that is wrong. */
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Executor threads;
    private final int size;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Future<?>> futures = new ArrayList<>();
    private int handedOver;
    private int running;
    private boolean closed;

    /**
     * @param threads that run tasks in the order in which they get them. Each task is handed over when another has ended,
     *     and so waits behind those of other pushes
     * @param size how many tasks may run at the same time
     */
    WorkerPool(Executor threads, int size) {
        this.threads = threads;
        this.size = size;
    }

    /** A task that may be interrupted. */
    interface Task<T> {
        T run() throws InterruptedException;
    }

    /** Tasks that are running. */
    interface Running<T> {

        /**
         * @return the results, in the tasks' order
         * @throws EcsDeployException thrown by the first task that failed; the pool can't be used after that
         */
        List<T> await() throws InterruptedException;
    }

    /** Runs all tasks, starting them in their order. */
    <T> List<T> runAll(List<Task<T>> tasks) throws InterruptedException {
        return start(tasks).await();
    }

    /** Runs all tasks in the background. */
    <T> Running<T> start(List<Task<T>> tasks) {
        CompletionService<T> ended = new ExecutorCompletionService<>(this::add);
        List<Future<T>> started = new ArrayList<>();
        for (Task<T> task : tasks) {
            started.add(ended.submit(task::run));
        }
        synchronized (this) {
            futures.removeIf(Future::isDone);
            futures.addAll(started);
        }
        return () -> await(ended, started);
    }

    private synchronized void add(Runnable task) {
        waiting.add(task);
        handOver();
    }

    private synchronized void handOver() {
        while (!closed && handedOver < size && !waiting.isEmpty()) {
            Runnable next = waiting.remove();
            handedOver++;
            threads.execute(() -> run(next));
        }
    }

    private void run(Runnable task) {
        synchronized (this) {
            if (closed) {
                return;
            }
            running++;
        }
        try {
            task.run();
        } finally {
            synchronized (this) {
                running--;
                handedOver--;
                handOver();
                notifyAll();
            }
        }
    }

    private <T> List<T> await(CompletionService<T> ended, List<Future<T>> started) throws InterruptedException {
        boolean done = false;
        try {
            for (int i = 0; i < started.size(); i++) {
                ended.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> task : started) {
                results.add(task.get());
            }
            done = true;
            return results;
        } catch (ExecutionException failed) {
            throw thrownBy(failed.getCause());
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private static EcsDeployException thrownBy(Throwable cause) throws InterruptedException {
        if (cause instanceof EcsDeployException failure) {
            return failure;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        throw new IllegalStateException(cause);
    }

    /** Interrupts running tasks and waits for their end, so that none reads an archive that is closed next. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        futures.forEach(future -> future.cancel(true));
        long end = System.nanoTime() + MAX_WAIT_NANOS;
        boolean interrupted = false;
        for (long left = MAX_WAIT_NANOS; running > 0 && left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
