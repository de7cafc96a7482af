package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.step.ContinueDeploymentStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.OperationStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle twin of {@link ContinueDeploymentStep}. */
public final class ContinueDeploymentBuilder extends OperationBuilder {

    private final ContinueDeploymentStep step;

    @DataBoundConstructor
    public ContinueDeploymentBuilder(ContinueDeploymentStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public ContinueDeploymentStep getStep() {
        return step;
    }

    @Override
    OperationStep settings() {
        return step;
    }

    @Extension
    @Symbol("continueDeploymentBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public String getDisplayName() {
            return "Answer the gate of an Amazon ECS deployment";
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
