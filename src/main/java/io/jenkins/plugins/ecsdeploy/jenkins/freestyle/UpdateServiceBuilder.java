package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.step.OperationStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.UpdateServiceStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle twin of {@link UpdateServiceStep}. */
public final class UpdateServiceBuilder extends OperationBuilder {

    private final UpdateServiceStep step;

    @DataBoundConstructor
    public UpdateServiceBuilder(UpdateServiceStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public UpdateServiceStep getStep() {
        return step;
    }

    @Override
    OperationStep settings() {
        return step;
    }

    @Extension
    @Symbol("updateServiceBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public String getDisplayName() {
            return "Update an Amazon ECS service";
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
