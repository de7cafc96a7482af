package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.setup.ApplyServiceStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code applyService} as a freestyle build step. */
public final class ApplyServiceBuilder extends OperationBuilder {

    @DataBoundConstructor
    public ApplyServiceBuilder(ApplyServiceStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(ApplyServiceStep.class, ApplyServiceStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
