package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.step.OperationStep;
import java.io.IOException;
import java.util.Map;
import jenkins.tasks.SimpleBuildStep;

/**
 * A freestyle build step: the settings of a Pipeline step, its operation, and the results as environment variables for
 * the build steps behind it.
 */
public abstract class OperationBuilder extends Builder implements SimpleBuildStep {

    /**
     * The builder's {@code step} property. Not called getStep: overridden with its own type, that would be there twice
     * (a bridge method), and Jenkins would find the property's form by the wrong one.
     */
    abstract OperationStep settings();

    @Override
    public boolean requiresWorkspace() {
        try {
            return settings().operation(Variables.NONE).needsWorkspace();
        } catch (AbortException | EcsDeployException incomplete) {
            return false; // told when it runs
        }
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        perform(new StepRun(run, listener, env, workspace));
    }

    @Override
    public void perform(Run<?, ?> run, EnvVars env, TaskListener listener) throws InterruptedException, IOException {
        perform(new StepRun(run, listener, env, null));
    }

    private void perform(StepRun run) throws InterruptedException, IOException {
        try {
            StepOperation operation = settings().operation(Variables.of(run.environment()));
            Map<String, Object> result = operation.run(run);
            ResultVariables.of(run.run()).putAll(operation.environment(result));
        } catch (AwsCallException failed) {
            throw new AbortException(failed.orInterruption().getMessage());
        } catch (EcsDeployException failed) {
            throw new AbortException(failed.getMessage());
        }
    }
}
