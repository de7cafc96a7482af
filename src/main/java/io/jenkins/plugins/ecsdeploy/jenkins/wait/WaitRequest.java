package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;

/** The settings of an {@code awaitSteady}, from which the build that runs it gets its waits. */
@FunctionalInterface
public interface WaitRequest {

    /** @throws AbortException naming a setting that is missing or wrong */
    SavedWaits in(StepRun run) throws AbortException;
}
