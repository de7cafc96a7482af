package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;

/** What an update did, as log lines of the step that asked for it. */
final class UpdateLines {

    private final StepLog log;
    private final String step;

    UpdateLines(StepLog log, String step) {
        this.log = log;
        this.step = step;
    }

    /** @param change what a change's line begins with */
    void write(UpdatedService updated, String change) {
        if (!updated.changed()) {
            log.line(step, "Unchanged: " + updated.service() + " is already set to run this");
        }
        updated.notices().forEach(notice -> log.line(step, notice));
        updated.changes().forEach(line -> log.line(step, change + line));
    }
}
