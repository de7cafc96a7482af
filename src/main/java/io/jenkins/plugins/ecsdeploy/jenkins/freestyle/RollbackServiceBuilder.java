package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RollbackServiceStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code rollbackService} as a freestyle build step. */
public final class RollbackServiceBuilder extends OperationBuilder {

    @DataBoundConstructor
    public RollbackServiceBuilder(RollbackServiceStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(RollbackServiceStep.class, RollbackServiceStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
