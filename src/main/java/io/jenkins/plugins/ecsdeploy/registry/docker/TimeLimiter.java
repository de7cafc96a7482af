package io.jenkins.plugins.ecsdeploy.registry.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs calls that may hang with a time limit, and abandons them if the caller is interrupted. */
final class TimeLimiter implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ecs-deploy docker call");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @throws TimeoutException if the time is over; the call is interrupted and abandoned
     * @throws RuntimeException thrown by the call
     */
    <T> T call(Duration limit, Callable<T> call) throws InterruptedException, TimeoutException {
        Future<T> answer = threads.submit(call);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
