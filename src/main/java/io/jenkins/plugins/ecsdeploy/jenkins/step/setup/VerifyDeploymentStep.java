package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.DeploymentStrategy;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStepDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.step.ServiceStep;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code verifyDeployment}: finds what would make a deployment fail, before anything is changed. */
public final class VerifyDeploymentStep extends ServiceStep {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.VERIFY_DEPLOYMENT;

    private @CheckForNull String taskDefinition;
    private @CheckForNull DeploymentStrategy strategy;
    private String failOn = DescriptorImpl.DEFAULT_FAIL_ON;

    @DataBoundConstructor
    public VerifyDeploymentStep(@CheckForNull String service) {
        super(service);
    }

    /** What is to be deployed; null: what the service runs. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@CheckForNull String taskDefinition) {
        this.taskDefinition = Text.blankToNull(taskDefinition);
    }

    /** How it is to be deployed; null: as the service is set. */
    @CheckForNull
    public DeploymentStrategy getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(@CheckForNull DeploymentStrategy strategy) {
        this.strategy = strategy;
    }

    /** What fails the build: {@code fault} or {@code never}. */
    public String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(@CheckForNull String failOn) {
        this.failOn = Text.orDefault(failOn, DescriptorImpl.DEFAULT_FAIL_ON);
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        if (!failOn.equals(DescriptorImpl.DEFAULT_FAIL_ON) && !failOn.equals(DescriptorImpl.NEVER)) {
            throw new AbortException(STEP + ": failOn must be 'fault' or 'never', not '" + failOn + "'.");
        }
        return new VerifyDeploymentOperation(
                service(variables, STEP),
                variables.optional(taskDefinition),
                Optional.ofNullable(strategy).map(given -> given.strategy(variables)),
                failOn.equals(DescriptorImpl.DEFAULT_FAIL_ON));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: verify what a deployment stands on";
        public static final String DEFAULT_FAIL_ON = "fault";

        private static final String NEVER = "never";

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillFailOnItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("A fault", DEFAULT_FAIL_ON);
            choices.add("Never", NEVER);
            return choices;
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        @Override
        public FormValidation doCheckService(@QueryParameter String value) {
            return NameSyntax.SERVICE.checkRequired(value);
        }
    }
}
