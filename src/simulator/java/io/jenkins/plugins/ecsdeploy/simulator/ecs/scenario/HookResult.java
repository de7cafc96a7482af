package io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario;

/** What the function behind an AWS_LAMBDA lifecycle hook answers as its {@code hookStatus}. */
public enum HookResult {
    SUCCEEDED,
    FAILED,
    /** Again and again, until the hook times out. */
    IN_PROGRESS
}
