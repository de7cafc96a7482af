package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.step.OperationStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RegisterTaskDefinitionStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle twin of {@link RegisterTaskDefinitionStep}. */
public final class RegisterTaskDefinitionBuilder extends OperationBuilder {

    private final RegisterTaskDefinitionStep step;

    @DataBoundConstructor
    public RegisterTaskDefinitionBuilder(RegisterTaskDefinitionStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public RegisterTaskDefinitionStep getStep() {
        return step;
    }

    @Override
    OperationStep settings() {
        return step;
    }

    @Extension
    @Symbol("registerTaskDefinitionBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public String getDisplayName() {
            return "Register an Amazon ECS task definition";
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
