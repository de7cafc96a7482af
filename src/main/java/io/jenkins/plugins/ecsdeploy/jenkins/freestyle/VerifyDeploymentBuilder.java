package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.setup.VerifyDeploymentStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code verifyDeployment} as a freestyle build step. */
public final class VerifyDeploymentBuilder extends OperationBuilder {

    @DataBoundConstructor
    public VerifyDeploymentBuilder(VerifyDeploymentStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(VerifyDeploymentStep.class, VerifyDeploymentStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
