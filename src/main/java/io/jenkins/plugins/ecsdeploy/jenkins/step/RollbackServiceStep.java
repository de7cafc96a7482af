package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code rollbackService}: takes a service back to its previous task definition. */
public final class RollbackServiceStep extends OptionalServiceStep {

    private static final long serialVersionUID = 1L;

    private @CheckForNull String taskDefinition;
    private boolean force;

    /** If no service is named, it is the one that this build has updated. */
    @DataBoundConstructor
    public RollbackServiceStep() {}

    /** {@code family:revision} or ARN; null: the task definition before this build's first update. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@CheckForNull String taskDefinition) {
        this.taskDefinition = Text.blankToNull(taskDefinition);
    }

    /** Whether to replace the release of another update, too. */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        return new RollbackServiceOperation(
                service(variables, StepNames.ROLLBACK_SERVICE), variables.optional(taskDefinition), force);
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: roll back a service";

        public DescriptorImpl() {
            super(StepNames.ROLLBACK_SERVICE, DISPLAY_NAME);
        }
    }
}
