package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.ContinueDeploymentStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code continueDeployment} as a freestyle build step. */
public final class ContinueDeploymentBuilder extends OperationBuilder {

    @DataBoundConstructor
    public ContinueDeploymentBuilder(ContinueDeploymentStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(ContinueDeploymentStep.class, ContinueDeploymentStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
