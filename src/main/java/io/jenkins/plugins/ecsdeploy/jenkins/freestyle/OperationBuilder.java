package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

    /** Null in a job whose XML was written by hand. */
    private final @CheckForNull EcsStep step;

    OperationBuilder(@CheckForNull EcsStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    @CheckForNull
    public final EcsStep getStep() {
        return step;
    }

    @Override
    public boolean requiresWorkspace() {
        try {
            return operation(Variables.NONE).needsWorkspace();
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

    /** @throws AbortException naming a setting that is missing or wrong */
    final StepOperation operation(Variables variables) throws AbortException {
        if (step == null) {
            throw new AbortException("The build step " + getClass().getSimpleName()
                    + " has no settings: open the job's configuration and save it, or add <step> to its XML.");
        }
        return step.operationOrAbort(variables);
    }

    private void perform(StepRun run) throws InterruptedException, IOException {
        StepOperation operation = operation(Variables.of(run.environment()));
        ResultVariables.of(run.run()).putAll(operation.environment(operation.runOrAbort(run)));
    }
}
