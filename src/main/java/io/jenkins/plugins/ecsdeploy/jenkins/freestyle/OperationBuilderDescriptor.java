package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.model.AbstractProject;
import hudson.model.Descriptor;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStep;
import jenkins.model.Jenkins;

/** Name, help and form of a freestyle build step: those of its Pipeline step. */
public abstract class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {

    private final Class<? extends EcsStep> step;

    OperationBuilderDescriptor(Class<? extends EcsStep> step) {
        this.step = step;
    }

    /** For {@code OperationBuilder/config.jelly}. */
    @SuppressWarnings("rawtypes")
    public final Descriptor getStepDescriptor() {
        return Jenkins.get().getDescriptorOrDie(step);
    }

    @Override
    public final String getDisplayName() {
        return getStepDescriptor().getDisplayName();
    }

    @Override
    public final String getHelpFile() {
        return getStepDescriptor().getHelpFile();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public final boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }
}
