package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.model.Computer;

/** Jenkins' own threads for what takes a moment and must not hold up who asks for it. */
final class StepThreads {

    private StepThreads() {}

    static void run(Runnable work) {
        Computer.threadPoolForRemoting.execute(work);
    }
}
