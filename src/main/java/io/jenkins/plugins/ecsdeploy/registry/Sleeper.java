package io.jenkins.plugins.ecsdeploy.registry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How waiting between tries is done, so that tests needn't wait. */
@FunctionalInterface
public interface Sleeper {

    /** Waits on the machine's own clock. */
    Sleeper SYSTEM = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void sleep(Duration duration) throws InterruptedException;
}
