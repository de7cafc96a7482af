package io.jenkins.plugins.ecsdeploy.report;

/** How many tasks of one revision run, of how many that should. */
public record TaskCount(int running, int requested) {

    static final TaskCount NONE = new TaskCount(0, 0);

    TaskCount plus(TaskCount other) {
        return new TaskCount(running + other.running, requested + other.requested);
    }

    @Override
    public String toString() {
        return running + "/" + requested;
    }
}
