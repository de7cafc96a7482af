package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for another process, in real time, up to a deadline. */
public final class Eventually {

    private static final long PAUSE_MILLIS = 250;

    private Eventually() {}

    /**
     * @param what to say what did not happen
     * @throws AssertionError when the time is over
     */
    public static void within(Duration time, String what, Callable<Boolean> condition) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("After " + time.toSeconds() + " seconds still not: " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws InterruptedException {
        try {
            return condition.call();
        } catch (InterruptedException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
