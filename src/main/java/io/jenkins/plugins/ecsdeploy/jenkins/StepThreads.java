package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.Computer;

/** Jenkins' own threads for what takes a moment and must not hold up who asks for it. */
public final class StepThreads {

    private StepThreads() {}

    public static void run(Runnable work) {
        Computer.threadPoolForRemoting.execute(work);
    }
}
