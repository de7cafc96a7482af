package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcrPushStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.OperationStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle twin of {@link EcrPushStep}. */
public final class EcrPushBuilder extends OperationBuilder {

    private final EcrPushStep step;

    @DataBoundConstructor
    public EcrPushBuilder(EcrPushStep step) {
        this.step = step;
    }

    /** The settings; the same form as the Pipeline step's. */
    public EcrPushStep getStep() {
        return step;
    }

    @Override
    OperationStep settings() {
        return step;
    }

    @Extension
    @Symbol("ecrPushBuilder")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        public String getDisplayName() {
            return "Push an image to Amazon ECR";
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
