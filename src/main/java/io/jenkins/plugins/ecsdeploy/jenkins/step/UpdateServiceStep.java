package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.DeploymentStrategy;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.LoadBalancerWiring;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.update.request.LoadBalancerSettings;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code updateService}: changes what is named about a service, and nothing else. */
public final class UpdateServiceStep extends ServiceStep {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.UPDATE_SERVICE;

    private @CheckForNull String taskDefinition;
    private @CheckForNull Integer desiredCount;
    private @CheckForNull DeploymentStrategy strategy;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<String> pauseAt = new ArrayList<>();

    private int pauseMinutes = PauseRequest.DEFAULT_MINUTES;
    private String onPauseTimeout = DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT;

    private @CheckForNull LoadBalancerWiring loadBalancer;
    private boolean forceNewDeployment;
    private boolean verify;
    private boolean dryRun;

    @DataBoundConstructor
    public UpdateServiceStep(@CheckForNull String service) {
        super(service);
    }

    /** {@code family:revision} or ARN; null: unchanged. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@CheckForNull String taskDefinition) {
        this.taskDefinition = Text.blankToNull(taskDefinition);
    }

    /** Null: unchanged. */
    @CheckForNull
    public Integer getDesiredCount() {
        return desiredCount;
    }

    @DataBoundSetter
    public void setDesiredCount(@CheckForNull Integer desiredCount) {
        this.desiredCount = desiredCount;
    }

    /** Null: as the service is set. */
    @CheckForNull
    public DeploymentStrategy getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(@CheckForNull DeploymentStrategy strategy) {
        this.strategy = strategy;
    }

    /** Lifecycle stages to pause at; empty: the deployment doesn't pause. */
    public List<String> getPauseAt() {
        return List.copyOf(pauseAt);
    }

    /** @param pauseAt each may hold several, separated by blanks: the form has one text field */
    @DataBoundSetter
    public void setPauseAt(List<String> pauseAt) {
        this.pauseAt = new ArrayList<>(Text.words(pauseAt));
    }

    /** The stages as one text, for the form. */
    public String getPauseAtText() {
        return String.join(" ", pauseAt);
    }

    /** How long ECS waits for an answer at each stage. */
    public int getPauseMinutes() {
        return pauseMinutes;
    }

    @DataBoundSetter
    public void setPauseMinutes(int pauseMinutes) {
        this.pauseMinutes = pauseMinutes;
    }

    /** What ECS does if nobody has answered by then: {@code rollback} or {@code continue}. */
    public String getOnPauseTimeout() {
        return onPauseTimeout;
    }

    @DataBoundSetter
    public void setOnPauseTimeout(@CheckForNull String onPauseTimeout) {
        this.onPauseTimeout = Text.orDefault(onPauseTimeout, DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT);
    }

    /** Null: unchanged. */
    @CheckForNull
    public LoadBalancerWiring getLoadBalancer() {
        return loadBalancer;
    }

    @DataBoundSetter
    public void setLoadBalancer(@CheckForNull LoadBalancerWiring loadBalancer) {
        this.loadBalancer = loadBalancer;
    }

    public boolean isForceNewDeployment() {
        return forceNewDeployment;
    }

    @DataBoundSetter
    public void setForceNewDeployment(boolean forceNewDeployment) {
        this.forceNewDeployment = forceNewDeployment;
    }

    /** Whether to run {@code verifyDeployment} first, and to fail on its faults. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    /** Whether to only check, and log what would be changed. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        NamedService named = service(variables, STEP);
        Optional<String> revision = variables.optional(taskDefinition);
        OptionalInt count = desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount);
        Optional<Strategy> how = Optional.ofNullable(strategy).map(given -> given.strategy(variables));
        Optional<LoadBalancerSettings> wiring =
                Optional.ofNullable(loadBalancer).flatMap(given -> given.settings(variables));
        Optional<PauseRequest> pause = pause(variables);
        return new UpdateServiceOperation(
                named.aws(),
                named.cluster(),
                Text.required(named.service(), "service", STEP),
                update -> update.taskDefinition(revision)
                        .desiredCount(count)
                        .strategy(how)
                        .pause(pause)
                        .loadBalancer(wiring)
                        .forceNewDeployment(forceNewDeployment),
                verify,
                dryRun);
    }

    private Optional<PauseRequest> pause(Variables variables) throws AbortException {
        boolean continues = "continue".equals(onPauseTimeout);
        if (!continues && !DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT.equals(onPauseTimeout)) {
            throw new AbortException(
                    STEP + ": onPauseTimeout must be 'rollback' or 'continue', not '" + onPauseTimeout + "'.");
        }
        List<String> stages = Text.words(variables.all(pauseAt));
        if (stages.isEmpty()) {
            if (continues || pauseMinutes != PauseRequest.DEFAULT_MINUTES) {
                throw new AbortException(
                        STEP + ": pauseMinutes and onPauseTimeout need pauseAt: name the stages, or leave them out.");
            }
            return Optional.empty();
        }
        return Optional.of(new PauseRequest(stages, pauseMinutes, continues, ""));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: update a service";
        public static final String DEFAULT_ON_PAUSE_TIMEOUT = "rollback";
        public static final int DEFAULT_PAUSE_MINUTES = PauseRequest.DEFAULT_MINUTES;

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnPauseTimeoutItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Roll back", DEFAULT_ON_PAUSE_TIMEOUT);
            choices.add("Continue", "continue");
            return choices;
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        @Override
        public FormValidation doCheckService(@QueryParameter String value) {
            return NameSyntax.SERVICE.checkRequired(value);
        }

        /** Suggestions: several may be typed. */
        @POST
        public ComboBoxModel doFillPauseAtItems(@AncestorInPath Item item) {
            return new ComboBoxModel(PauseRequest.STAGES);
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckPauseAt(@QueryParameter String value) {
            if (FormChecks.isOpen(value)) {
                return FormValidation.ok();
            }
            List<String> unknown = Text.words(List.of(value)).stream()
                    .filter(stage -> !PauseRequest.STAGES.contains(stage))
                    .toList();
            return unknown.isEmpty()
                    ? FormValidation.ok()
                    : FormValidation.error(String.join(", ", unknown) + ": no deployment pauses there. Stages are "
                            + String.join(", ", PauseRequest.STAGES) + ".");
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckPauseMinutes(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 1, PauseRequest.MAX_MINUTES);
        }
    }
}
