package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Duration;

/** Lets time pass; injected, so that tests and the rehearsal decide how. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;

    /** Real time. */
    static Sleeper realTime() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
