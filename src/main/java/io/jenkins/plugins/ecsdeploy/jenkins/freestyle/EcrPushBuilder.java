package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcrPushStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code ecrPush} as a freestyle build step. */
public final class EcrPushBuilder extends OperationBuilder {

    @DataBoundConstructor
    public EcrPushBuilder(EcrPushStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(EcrPushStep.class, EcrPushStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
