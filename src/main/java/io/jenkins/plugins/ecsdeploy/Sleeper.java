package io.jenkins.plugins.ecsdeploy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass between polls and tries; injected, so that tests and rehearsals decide how. */
@FunctionalInterface
public interface Sleeper {

    /** Waits on the machine's own clock. */
    Sleeper SYSTEM = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void sleep(Duration duration) throws InterruptedException;
}
