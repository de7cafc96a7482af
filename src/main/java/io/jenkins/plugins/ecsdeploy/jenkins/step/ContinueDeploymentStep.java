package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code continueDeployment}: answers the gate that a deployment is paused at. */
public final class ContinueDeploymentStep extends OptionalServiceStep {

    private static final long serialVersionUID = 1L;

    private @CheckForNull String hookId;
    private String action = DescriptorImpl.DEFAULT_ACTION;

    /** If no service is named, it is the paused one of those that this build has updated. */
    @DataBoundConstructor
    public ContinueDeploymentStep() {}

    /** Null: the only gate that is open. */
    @CheckForNull
    public String getHookId() {
        return hookId;
    }

    @DataBoundSetter
    public void setHookId(@CheckForNull String hookId) {
        this.hookId = Text.blankToNull(hookId);
    }

    /** {@code continue} or {@code rollback}. */
    public String getAction() {
        return action;
    }

    @DataBoundSetter
    public void setAction(@CheckForNull String action) {
        this.action = Text.orDefault(action, DescriptorImpl.DEFAULT_ACTION);
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        return new ContinueDeploymentOperation(
                service(variables, StepNames.CONTINUE_DEPLOYMENT),
                variables.optional(hookId),
                GateAction.parse(variables.expand(action)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: continue or roll back a paused deployment";
        public static final String DEFAULT_ACTION = "continue";

        public DescriptorImpl() {
            super(StepNames.CONTINUE_DEPLOYMENT, DISPLAY_NAME);
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillActionItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Continue", DEFAULT_ACTION);
            choices.add("Roll back", "rollback");
            return choices;
        }
    }
}
