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
    private final String displayName;

    /**
     * @param displayName the step's. It can't be looked up: Jenkins asks for it while it still sorts the descriptors by
     *     their names
     */
    OperationBuilderDescriptor(Class<? extends EcsStep> step, String displayName) {
        this.step = step;
        this.displayName = displayName;
    }

    /** For {@code OperationBuilder/config.jelly}. */
    @SuppressWarnings("rawtypes")
    public final Descriptor getStepDescriptor() {
        return Jenkins.get().getDescriptorOrDie(step);
    }

    @Override
    public final String getDisplayName() {
        return displayName;
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
