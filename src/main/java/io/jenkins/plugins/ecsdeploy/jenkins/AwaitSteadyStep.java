package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code awaitSteady}: waits until what was deployed is steady, or has failed, and says which and why. */
public final class AwaitSteadyStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    static final String NAME = "awaitSteady";

    private static final Set<String> ON_FAILURE = Set.of("fail", "unstable");
    private static final Set<String> ON_ABORT = Set.of("leave", "rollback");

    private String cluster;
    private String service;
    private Integer timeoutMinutes;
    private String onFailure = DescriptorImpl.DEFAULT_ON_FAILURE;
    private String onAbort = DescriptorImpl.DEFAULT_ON_ABORT;

    @DataBoundConstructor
    public AwaitSteadyStep() {}

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** Empty: all services that this build has updated. */
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Null: as the global configuration says. */
    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** What a bad outcome makes of the build: {@code fail} or {@code unstable}. */
    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = Util.fixNull(Util.fixEmptyAndTrim(onFailure), DescriptorImpl.DEFAULT_ON_FAILURE);
    }

    /** What a person who stops the build does to the deployment: {@code leave} or {@code rollback}. */
    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = Util.fixNull(Util.fixEmptyAndTrim(onAbort), DescriptorImpl.DEFAULT_ON_ABORT);
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new AwaitSteadyExecution(context, this);
    }

    private void check() throws AbortException {
        if (!ON_FAILURE.contains(onFailure)) {
            throw new AbortException(NAME + ": onFailure must be 'fail' or 'unstable', not '" + onFailure + "'.");
        }
        if (!ON_ABORT.contains(onAbort)) {
            throw new AbortException(NAME + ": onAbort must be 'leave' or 'rollback', not '" + onAbort + "'.");
        }
        if (timeoutMinutes != null && timeoutMinutes < 1) {
            throw new AbortException(NAME + ": timeoutMinutes must be above 0, not " + timeoutMinutes + ".");
        }
    }

    /**
     * Settles what is waited for.
     *
     * @param variables puts variables into texts; does nothing in a Pipeline
     */
    SteadyWaits waits(StepRun run, UnaryOperator<String> variables) throws AbortException {
        check();
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        int minutes = timeoutMinutes == null ? configuration.getTimeoutMinutes() : timeoutMinutes;
        Instant deadline = Instant.now().plus(Duration.ofMinutes(minutes));
        List<SteadyWait> waits = service == null
                ? ofThisBuild(run, deadline)
                : List.of(named(run, awsSettings().expand(variables), variables, deadline));
        return new SteadyWaits(waits, "unstable".equals(onFailure), "rollback".equals(onAbort));
    }

    private static List<SteadyWait> ofThisBuild(StepRun run, Instant deadline) throws AbortException {
        List<BuildDeployment> deployments = BuildDeployments.of(run.run()).all();
        if (deployments.isEmpty()) {
            throw new AbortException(NAME + ": this build has updated no service. Call updateService before, or name"
                    + " cluster and service.");
        }
        return deployments.stream()
                .map(known -> new SteadyWait(
                        known.service(), known.deployment().orElse(null), known.changed(), known.aws(), deadline))
                .toList();
    }

    private SteadyWait named(StepRun run, AwsSettings aws, UnaryOperator<String> variables, Instant deadline)
            throws AbortException {
        ServiceRef ref = new ServiceRef(
                new AwsConnections().cluster(Text.expand(cluster, variables), aws, run, NAME),
                variables.apply(service));
        Optional<BuildDeployment> ours = BuildDeployments.of(run.run()).of(ref);
        return new SteadyWait(
                ref,
                ours.flatMap(BuildDeployment::deployment).orElse(null),
                ours.map(BuildDeployment::changed).orElse(true),
                aws,
                deadline);
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DEFAULT_ON_FAILURE = "fail";
        public static final String DEFAULT_ON_ABORT = "leave";

        @Override
        public String getFunctionName() {
            return NAME;
        }

        @Override
        public String getDisplayName() {
            return "Wait until an Amazon ECS deployment is steady";
        }

        /** The same for everybody: reads nothing, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnFailureItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Fail the build", "fail");
            choices.add("Make the build unstable", "unstable");
            return choices;
        }

        /** The same for everybody: reads nothing, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnAbortItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Leave the deployment alone", "leave");
            choices.add("Roll the deployment back", "rollback");
            return choices;
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
            return value == null || value.isBlank()
                    ? FormValidation.ok()
                    : FormValidation.validatePositiveInteger(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
