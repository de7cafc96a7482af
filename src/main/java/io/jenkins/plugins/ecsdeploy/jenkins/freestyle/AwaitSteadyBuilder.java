package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.AwaitSteadyStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code awaitSteady} as a freestyle build step. */
public final class AwaitSteadyBuilder extends OperationBuilder {

    @DataBoundConstructor
    public AwaitSteadyBuilder(AwaitSteadyStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(AwaitSteadyStep.class, AwaitSteadyStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
