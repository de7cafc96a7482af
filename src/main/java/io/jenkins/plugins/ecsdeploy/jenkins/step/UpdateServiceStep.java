package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
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
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code updateService}: changes what is named about a service, and nothing else. */
public final class UpdateServiceStep extends OperationStep {

    private static final long serialVersionUID = 1L;

    private final String service;
    private String cluster;
    private String taskDefinition;
    private Integer desiredCount;
    private DeploymentStrategy strategy;
    private List<String> pauseAt = new ArrayList<>();
    private int pauseMinutes = PauseRequest.DEFAULT_MINUTES;
    private String onPauseTimeout = DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT;
    private LoadBalancerWiring loadBalancer;
    private boolean forceNewDeployment;
    private boolean dryRun;

    @DataBoundConstructor
    public UpdateServiceStep(String service) {
        this.service = service;
    }

    /** A job's XML from before a setting was there leaves its field empty: XStream calls no constructor. */
    private Object readResolve() {
        pauseAt = pauseAt == null ? new ArrayList<>() : pauseAt;
        pauseMinutes = pauseMinutes == 0 ? PauseRequest.DEFAULT_MINUTES : pauseMinutes;
        onPauseTimeout = onPauseTimeout == null ? DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT : onPauseTimeout;
        return this;
    }

    public String getService() {
        return service;
    }

    /** Empty: the target's default cluster. */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** {@code family:revision} or ARN. */
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** Null: left as it is. */
    public Integer getDesiredCount() {
        return desiredCount;
    }

    @DataBoundSetter
    public void setDesiredCount(Integer desiredCount) {
        this.desiredCount = desiredCount;
    }

    /** Null: the service's own. */
    public DeploymentStrategy getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(DeploymentStrategy strategy) {
        this.strategy = strategy;
    }

    /** Lifecycle stages that the deployment shall pause at; empty: it doesn't. */
    public List<String> getPauseAt() {
        return List.copyOf(pauseAt);
    }

    /** @param pauseAt may hold several in one, separated by blanks: the form has one text field */
    @DataBoundSetter
    public void setPauseAt(List<String> pauseAt) {
        this.pauseAt = new ArrayList<>(Text.words(pauseAt));
    }

    /** The stages as one text, for the form. */
    public String getPauseAtText() {
        return String.join(" ", pauseAt);
    }

    /** How long ECS waits for an answer at each. */
    public int getPauseMinutes() {
        return pauseMinutes;
    }

    @DataBoundSetter
    public void setPauseMinutes(int pauseMinutes) {
        this.pauseMinutes = pauseMinutes;
    }

    /** What ECS does when nobody has answered by then: {@code rollback} or {@code continue}. */
    public String getOnPauseTimeout() {
        return onPauseTimeout;
    }

    @DataBoundSetter
    public void setOnPauseTimeout(String onPauseTimeout) {
        this.onPauseTimeout =
                Util.fixNull(Util.fixEmptyAndTrim(onPauseTimeout), DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT);
    }

    /** Null: as it is. */
    public LoadBalancerWiring getLoadBalancer() {
        return loadBalancer;
    }

    @DataBoundSetter
    public void setLoadBalancer(LoadBalancerWiring loadBalancer) {
        this.loadBalancer = loadBalancer;
    }

    public boolean isForceNewDeployment() {
        return forceNewDeployment;
    }

    @DataBoundSetter
    public void setForceNewDeployment(boolean forceNewDeployment) {
        this.forceNewDeployment = forceNewDeployment;
    }

    /** Checks and tells what would be changed, and changes nothing. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public StepOperation operation(Variables variables) throws AbortException {
        Optional<String> revision = variables.optional(taskDefinition);
        OptionalInt count = desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount);
        Optional<Strategy> named = Optional.ofNullable(strategy).map(given -> given.strategy(variables));
        Optional<LoadBalancerSettings> wiring =
                Optional.ofNullable(loadBalancer).flatMap(given -> given.settings(variables));
        Optional<PauseRequest> pause = pause(variables);
        return new UpdateServiceOperation(
                awsSettings().expand(variables),
                variables.orNull(cluster),
                Text.required(variables.orNull(service), "service", StepNames.UPDATE_SERVICE),
                update -> update.taskDefinition(revision)
                        .desiredCount(count)
                        .strategy(named)
                        .pause(pause)
                        .loadBalancer(wiring)
                        .forceNewDeployment(forceNewDeployment),
                dryRun);
    }

    private Optional<PauseRequest> pause(Variables variables) throws AbortException {
        boolean continues = "continue".equals(onPauseTimeout);
        if (!continues && !DescriptorImpl.DEFAULT_ON_PAUSE_TIMEOUT.equals(onPauseTimeout)) {
            throw new AbortException(StepNames.UPDATE_SERVICE
                    + ": onPauseTimeout must be 'rollback' or 'continue', not '" + onPauseTimeout + "'.");
        }
        List<String> stages = Text.words(variables.all(pauseAt));
        if (stages.isEmpty()) {
            if (continues || pauseMinutes != PauseRequest.DEFAULT_MINUTES) {
                throw new AbortException(StepNames.UPDATE_SERVICE
                        + ": pauseMinutes and onPauseTimeout say nothing without pauseAt; name the stages.");
            }
            return Optional.empty();
        }
        return Optional.of(new PauseRequest(stages, pauseMinutes, continues, ""));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DEFAULT_ON_PAUSE_TIMEOUT = "rollback";
        public static final int DEFAULT_PAUSE_MINUTES = PauseRequest.DEFAULT_MINUTES;

        @Override
        public String getFunctionName() {
            return StepNames.UPDATE_SERVICE;
        }

        @Override
        public String getDisplayName() {
            return "Update an Amazon ECS service";
        }

        /** The same for everybody: reads nothing, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnPauseTimeoutItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Roll back", DEFAULT_ON_PAUSE_TIMEOUT);
            choices.add("Continue", "continue");
            return choices;
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckPauseMinutes(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 1, PauseRequest.MAX_MINUTES);
        }
    }
}
