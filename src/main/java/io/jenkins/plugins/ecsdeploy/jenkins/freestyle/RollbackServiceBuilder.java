package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.step.OperationStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RollbackServiceStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle twin of {@link RollbackServiceStep}. */
public final class RollbackServiceBuilder extends OperationBuilder {

    private final RollbackServiceStep step;

    @DataBoundConstructor
    public RollbackServiceBuilder(RollbackServiceStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public RollbackServiceStep getStep() {
        return step;
    }

    @Override
    OperationStep settings() {
        return step;
    }

    @Extension
    @Symbol("rollbackServiceBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public String getDisplayName() {
            return "Take an Amazon ECS service back to what it ran before";
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
