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
import io.jenkins.plugins.ecsdeploy.jenkins.wait.SteadyWait;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.SteadyWaits;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle twin of {@link AwaitSteadyStep}: it waits on the build's executor, as freestyle builds do. */
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
        SteadyWaits waits = step.waits(here, Variables.of(env));
        Ending ending = new Ending(waits);
        try {
            waits.begin(ControllerPoller.get(), here, ending);
            ending.await();
            Map<String, Object> result = waits.result(here);
            ResultVariables.of(run).putAll(Map.of("ECS_OUTCOME", (String) result.get("outcome")));
        } catch (InterruptedException aborted) {
            if (Interruptions.byPerson()) {
                waits.abortedByPerson(here);
            }
            throw aborted;
        } catch (EcsDeployException failed) {
            throw new AbortException(failed.getMessage() + " What was being deployed was left alone and goes on.");
        } finally {
            waits.cancel();
        }
    }

    /** Lets the build's own thread wait for the poller's word. */
    private static final class Ending implements SteadyWait.WaitChange {

        private final SteadyWaits waits;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        Ending(SteadyWaits waits) {
            this.waits = waits;
        }

        @Override
        public void unsaved() {
            // a freestyle build does not go on after a restart
        }

        @Override
        public void ended() {
            if (waits.haveAllEnded()) {
                end.complete(null);
            }
        }

        @Override
        public void failed(RuntimeException why) {
            end.completeExceptionally(why);
        }

        void await() throws InterruptedException {
            try {
                end.get();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException why ? why : new IllegalStateException(failed);
            }
        }
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
