package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStep;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;

/**
 * A freestyle build step: the settings and the operation of a Pipeline step, with its results as environment variables
 * for the build steps after it. A subclass per step names the step's class, so that Jenkins can bind its form.
 */
public abstract class OperationBuilder extends Builder implements SimpleBuildStep {

    private final EcsStep step;

    OperationBuilder(EcsStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public final EcsStep getStep() {
        return step;
    }

    @Override
    public boolean requiresWorkspace() {
        try {
            return step.operationOrAbort(Variables.NONE).needsWorkspace();
        } catch (AbortException incomplete) {
            return false; // reported when it runs
        }
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        perform(StepRun.of(run, listener, env, workspace));
    }

    @Override
    public void perform(Run<?, ?> run, EnvVars env, TaskListener listener) throws InterruptedException, IOException {
        perform(StepRun.of(run, listener, env, null));
    }

    private void perform(StepRun run) throws InterruptedException, IOException {
        StepOperation operation = step.operationOrAbort(Variables.of(run.environment()));
        ResultVariables.of(run.run()).putAll(operation.environment(operation.runOrAbort(run)));
    }
}
