package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.step.AwaitSteadyStep;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.ControllerPoller;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.SavedWaits;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitResult;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitSteady;
import java.io.IOException;
import java.util.Map;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle counterpart of {@link AwaitSteadyStep}: it waits on the build's executor, as freestyle builds do. */
public final class AwaitSteadyBuilder extends Builder implements SimpleBuildStep {

    private final AwaitSteadyStep step;

    @DataBoundConstructor
    public AwaitSteadyBuilder(AwaitSteadyStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public AwaitSteadyStep getStep() {
        return step;
    }

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @Override
    public void perform(Run<?, ?> run, EnvVars env, TaskListener listener) throws InterruptedException, IOException {
        StepRun here = new StepRun(run, listener, env, null);
        SavedWaits waits = step.waits(here, Variables.of(env));
        AwaitResult ended;
        try {
            ended = ControllerPoller.awaitSteady().run(waits.state(), waits.access(here), Interruptions::byPerson);
        } catch (EcsDeployException failed) {
            throw new AbortException(failed.getMessage() + AwaitSteady.LEFT_ALONE);
        }
        Map<String, Object> result = waits.result(ended, here);
        ResultVariables.of(run).putAll(Map.of("ECS_OUTCOME", (String) result.get("outcome")));
    }

    @Extension
    @Symbol("awaitSteadyBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public String getDisplayName() {
            return "Wait until an Amazon ECS deployment is steady";
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
