package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RegisterTaskDefinitionStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code registerTaskDefinition} as a freestyle build step. */
public final class RegisterTaskDefinitionBuilder extends OperationBuilder {

    @DataBoundConstructor
    public RegisterTaskDefinitionBuilder(RegisterTaskDefinitionStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        public DescriptorImpl() {
            super(RegisterTaskDefinitionStep.class, RegisterTaskDefinitionStep.DescriptorImpl.DISPLAY_NAME);
        }
    }
}
