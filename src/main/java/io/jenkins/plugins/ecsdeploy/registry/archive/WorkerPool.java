package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks at the same time. If one fails or the caller is interrupted, the others are interrupted too. */
final class WorkerPool implements AutoCloseable {

    private final ExecutorService threads;

    WorkerPool(int size) {
        threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "ecs-deploy-push");
            thread.setDaemon(true);
            return thread;
        });
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
        CompletionService<T> ended = new ExecutorCompletionService<>(threads);
        List<Future<T>> started = new ArrayList<>();
        for (Task<T> task : tasks) {
            started.add(ended.submit(task::run));
        }
        return () -> await(ended, started);
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
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                // Everything that tasks wait for can be interrupted. The limit avoids a hang if that is wrong.
                threads.awaitTermination(30, TimeUnit.SECONDS);
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
