package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.UpdateServiceStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code updateService} as a freestyle build step. */
public final class UpdateServiceBuilder extends OperationBuilder {

    @DataBoundConstructor
    public UpdateServiceBuilder(UpdateServiceStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(UpdateServiceStep.class, UpdateServiceStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
