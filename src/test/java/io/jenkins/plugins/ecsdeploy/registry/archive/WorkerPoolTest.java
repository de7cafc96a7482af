package io.jenkins.plugins.ecsdeploy.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.registry.archive.WorkerPool.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks of several pushes on the same threads. */
class WorkerPoolTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void resultsAreInTheOrderOfTheTasks() throws Exception {
        try (WorkerPool pool = new WorkerPool(threads, 2)) {
            assertThat(pool.<Integer>runAll(List.of(() -> 1, () -> 2, () -> 3, () -> 4)))
                    .containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void pushesTakeTurns() {
        Deque<Runnable> queue = new ArrayDeque<>();
        WorkerPool one = new WorkerPool(queue::add, 1);
        WorkerPool other = new WorkerPool(queue::add, 1);
        one.start(List.of(task("a1"), task("a2"), task("a3")));
        other.start(List.of(task("b1"), task("b2")));

        while (!queue.isEmpty()) {
            queue.remove().run();
        }

        assertThat(done).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void afterAFailureTheOthersAreInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Task<String> waiting = () -> {
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                done.add("interrupted");
                throw interrupted;
            }
            return "";
        };
        CountDownLatch begun = new CountDownLatch(1);
        WorkerPool pool = new WorkerPool(threads, 2);

        assertThatThrownBy(() -> pool.runAll(List.of(
                        () -> {
                            begun.countDown();
                            return waiting.run();
                        },
                        () -> {
                            begun.await();
                            throw new ImageException("broken");
                        })))
                .isInstanceOf(ImageException.class)
                .hasMessage("broken");
        assertThat(done).containsExactly("interrupted");
    }

    @Test
    void closingDoesNotWaitForTasksBehindThoseOfOtherPushes() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        Callable<Boolean> wait = () -> {
            busy.await();
            return true;
        };
        threads.submit(wait);
        threads.submit(wait);
        WorkerPool pool = new WorkerPool(threads, 2);
        pool.start(List.of(task("never")));

        pool.close();

        busy.countDown();
        threads.shutdown();
        assertThat(done).isEmpty();
    }

    private Task<String> task(String name) {
        return () -> {
            done.add(name);
            return name;
        };
    }
}
