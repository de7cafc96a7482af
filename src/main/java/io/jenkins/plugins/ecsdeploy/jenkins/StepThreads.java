package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.Computer;

/** Jenkins' own threads, for work that must not block its caller. */
public final class StepThreads {

    private StepThreads() {}

    public static void run(Runnable work) {
        Computer.threadPoolForRemoting.execute(work);
    }
}
