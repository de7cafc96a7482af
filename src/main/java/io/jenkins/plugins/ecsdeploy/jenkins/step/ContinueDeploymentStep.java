package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code continueDeployment}: answers the gate that a deployment stands at. */
public final class ContinueDeploymentStep extends OperationStep {

    private static final long serialVersionUID = 1L;

    private String cluster;
    private String service;
    private String hookId;
    private String action = DescriptorImpl.DEFAULT_ACTION;

    @DataBoundConstructor
    public ContinueDeploymentStep() {}

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Empty: the one that this build updated and that stands at a gate. */
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Empty: the only gate that is open. */
    public String getHookId() {
        return hookId;
    }

    @DataBoundSetter
    public void setHookId(String hookId) {
        this.hookId = Util.fixEmptyAndTrim(hookId);
    }

    /** {@code continue} or {@code rollback}. */
    public String getAction() {
        return action;
    }

    @DataBoundSetter
    public void setAction(String action) {
        this.action = Util.fixNull(Util.fixEmptyAndTrim(action), DescriptorImpl.DEFAULT_ACTION);
    }

    @Override
    public StepOperation operation(Variables variables) throws AbortException {
        return new ContinueDeploymentOperation(
                new NamedService(awsSettings().expand(variables), variables.orNull(cluster), variables.orNull(service)),
                variables.optional(hookId),
                GateAction.parse(variables.expand(action)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DEFAULT_ACTION = "continue";

        @Override
        public String getFunctionName() {
            return StepNames.CONTINUE_DEPLOYMENT;
        }

        @Override
        public String getDisplayName() {
            return "Answer the gate of an Amazon ECS deployment";
        }

        /** The same for everybody: reads nothing, so it asks for no permission. */
        @POST
        public ListBoxModel doFillActionItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Continue", DEFAULT_ACTION);
            choices.add("Roll back", "rollback");
            return choices;
        }
    }
}
