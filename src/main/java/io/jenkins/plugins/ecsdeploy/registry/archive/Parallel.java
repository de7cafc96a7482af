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

/** Does several things at once. When one fails or the caller is interrupted, the others are interrupted too. */
final class Parallel implements AutoCloseable {

    private final ExecutorService threads;

    Parallel(int count) {
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "ecs-deploy-push");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Something to do that may be aborted. */
    interface Task<T> {
        T run() throws InterruptedException;
    }

    /** Tasks that have been begun. */
    interface Begun<T> {
        /**
         * @return what they gave, in their order
         * @throws EcsDeployException what the first to fail threw; the one who did them is of no use then
         */
        List<T> await() throws InterruptedException;
    }

    /** Does all tasks; those first in the list begin first. */
    <T> List<T> all(List<Task<T>> tasks) throws InterruptedException {
        return begin(tasks).await();
    }

    /** Does all tasks while the caller does something else. */
    <T> Begun<T> begin(List<Task<T>> tasks) {
        CompletionService<T> ends = new ExecutorCompletionService<>(threads);
        List<Future<T>> started = new ArrayList<>();
        for (Task<T> task : tasks) {
            started.add(ends.submit(task::run));
        }
        return () -> await(ends, started);
    }

    private <T> List<T> await(CompletionService<T> ends, List<Future<T>> started) throws InterruptedException {
        boolean done = false;
        try {
            for (int i = 0; i < started.size(); i++) {
                ends.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> task : started) {
                results.add(task.get());
            }
            done = true;
            return results;
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private static EcsDeployException thrown(Throwable cause) throws InterruptedException {
        if (cause instanceof EcsDeployException told) {
            return told;
        }
        if (cause instanceof InterruptedException aborted) {
            throw aborted;
        }
        throw new IllegalStateException(cause);
    }

    /** Interrupts what still runs and waits for its end, so that nothing reads an archive that is closed next. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                // All that they wait for can be interrupted; this is only not to hang should that be wrong.
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
