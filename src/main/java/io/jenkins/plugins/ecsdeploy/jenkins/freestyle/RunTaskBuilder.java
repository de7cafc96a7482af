package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RunTaskStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code runTask} as a freestyle build step. */
public final class RunTaskBuilder extends OperationBuilder {

    @DataBoundConstructor
    public RunTaskBuilder(RunTaskStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(RunTaskStep.class, RunTaskStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
