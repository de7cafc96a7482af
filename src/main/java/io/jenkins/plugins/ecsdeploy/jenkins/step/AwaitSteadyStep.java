package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.AwaitedService;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.AwaitSteadyExecution;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.SavedWaits;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> ON_FAILURE = Set.of("fail", "unstable", "rollback");
    private static final Set<String> ON_ABORT = Set.of("leave", "rollback");

    private String cluster;
    private String service;
    private ArrayList<AwaitedService> services = new ArrayList<>();
    private String until = DescriptorImpl.DEFAULT_UNTIL;
    private Integer timeoutMinutes;
    private boolean failFast;
    private String onFailure = DescriptorImpl.DEFAULT_ON_FAILURE;
    private String onAbort = DescriptorImpl.DEFAULT_ON_ABORT;
    private Integer keepRevisions;

    @DataBoundConstructor
    public AwaitSteadyStep() {}

    /** A job's XML from before a setting was there leaves its field empty: XStream calls no constructor. */
    private Object readResolve() {
        services = services == null ? new ArrayList<>() : services;
        until = until == null ? DescriptorImpl.DEFAULT_UNTIL : until;
        return this;
    }

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

    /** Several services, instead of {@link #getService}. */
    public List<AwaitedService> getServices() {
        return List.copyOf(services);
    }

    @DataBoundSetter
    public void setServices(List<AwaitedService> services) {
        this.services = new ArrayList<>(services);
    }

    /** How far to wait: {@code complete}, {@code trafficShifted}, {@code paused}, or a lifecycle stage. */
    public String getUntil() {
        return until;
    }

    @DataBoundSetter
    public void setUntil(String until) {
        this.until = Util.fixNull(Util.fixEmptyAndTrim(until), DescriptorImpl.DEFAULT_UNTIL);
    }

    /** Whether a deployment that can't succeed any more is rolled back at once. */
    public boolean isFailFast() {
        return failFast;
    }

    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast;
    }

    /** Null: as the global configuration says. */
    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** What a bad outcome makes of the build: {@code fail}, {@code unstable}, or {@code rollback}. */
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

    /** How many of the newest revisions stay when all has succeeded; null: no clean-up. */
    public Integer getKeepRevisions() {
        return keepRevisions;
    }

    @DataBoundSetter
    public void setKeepRevisions(Integer keepRevisions) {
        this.keepRevisions = keepRevisions;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new AwaitSteadyExecution(context, run -> waits(run, Variables.NONE));
    }

    private void check() throws AbortException {
        if (!ON_FAILURE.contains(onFailure)) {
            throw new AbortException(StepNames.AWAIT_STEADY
                    + ": onFailure must be 'fail', 'unstable' or 'rollback', not '" + onFailure + "'.");
        }
        if (!ON_ABORT.contains(onAbort)) {
            throw new AbortException(
                    StepNames.AWAIT_STEADY + ": onAbort must be 'leave' or 'rollback', not '" + onAbort + "'.");
        }
        if (service != null && !services.isEmpty()) {
            throw new AbortException(StepNames.AWAIT_STEADY + ": name either service or services, not both.");
        }
        if (!until.contains("$") && Until.of(until).isEmpty()) {
            throw new AbortException(
                    StepNames.AWAIT_STEADY + ": until must be 'complete', 'trafficShifted', 'paused' or a stage such as"
                            + " 'BAKE_TIME', not '" + until + "'.");
        }
        if (keepRevisions != null && keepRevisions < 1) {
            throw new AbortException(
                    StepNames.AWAIT_STEADY + ": keepRevisions must be 1 or more, not " + keepRevisions + ".");
        }
        if (timeoutMinutes != null && timeoutMinutes < 1) {
            throw new AbortException(
                    StepNames.AWAIT_STEADY + ": timeoutMinutes must be above 0, not " + timeoutMinutes + ".");
        }
    }

    /**
     * Settles what is waited for.
     *
     * @param variables puts variables into texts; does nothing in a Pipeline
     */
    public SavedWaits waits(StepRun run, Variables variables) throws AbortException {
        check();
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        int minutes = timeoutMinutes == null ? configuration.getTimeoutMinutes() : timeoutMinutes;
        AwaitTerms terms = AwaitTerms.of(wanted(run, variables), Instant.now().plus(Duration.ofMinutes(minutes)))
                .withFailFast(failFast)
                .withRollBackOnFailure("rollback".equals(onFailure))
                .withRollBackOnAbort("rollback".equals(onAbort))
                .withKeepRevisions(keepRevisions);
        return new SavedWaits(services(run, variables), terms, "unstable".equals(onFailure));
    }

    private Until wanted(StepRun run, Variables variables) throws AbortException {
        String word = variables.expand(until);
        Until wanted = Until.of(word)
                .orElseThrow(() -> new AbortException(
                        StepNames.AWAIT_STEADY + ": until must be 'complete', 'trafficShifted', 'paused' or"
                                + " a stage such as 'BAKE_TIME', not '" + word + "'."));
        if (!wanted.isKnown()) {
            run.line(
                    StepNames.AWAIT_STEADY,
                    "until: " + word + " is no stage that this plugin knows; it is waited for by that name");
        }
        return wanted;
    }

    private List<SavedWaits.Wait> services(StepRun run, Variables variables) throws AbortException {
        if (service == null && services.isEmpty()) {
            return ofThisBuild(run);
        }
        AwsSettings aws = awsSettings().expand(variables);
        List<SavedWaits.Wait> waits = new ArrayList<>();
        if (service != null) {
            waits.add(named(run, aws, variables.orNull(cluster), variables.expand(service)));
        }
        for (AwaitedService one : services) {
            String oneCluster = Text.firstOf(one.getCluster(), cluster);
            waits.add(named(run, aws, variables.orNull(oneCluster), variables.expand(one.getService())));
        }
        return waits;
    }

    private static List<SavedWaits.Wait> ofThisBuild(StepRun run) throws AbortException {
        List<BuildDeployment> deployments = BuildDeployments.of(run.run()).all();
        if (deployments.isEmpty()) {
            throw new AbortException(
                    StepNames.AWAIT_STEADY + ": this build has updated no service. Call updateService before, or name"
                            + " cluster and service.");
        }
        return deployments.stream()
                .map(known -> new SavedWaits.Wait(known.toAwait(), known.aws()))
                .toList();
    }

    private static SavedWaits.Wait named(StepRun run, AwsSettings aws, String cluster, String service)
            throws AbortException {
        ServiceRef ref = new ServiceRef(
                new AwsConnections().cluster(cluster, aws, run, StepNames.AWAIT_STEADY),
                Text.required(service, "service", StepNames.AWAIT_STEADY));
        return BuildDeployments.of(run.run())
                .of(ref, new AwsConnections().resolved(aws, run))
                .map(known -> new SavedWaits.Wait(known.toAwait(), aws))
                .orElseGet(() -> new SavedWaits.Wait(ServiceToAwait.named(ref), aws));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DEFAULT_UNTIL = "complete";
        public static final String DEFAULT_ON_FAILURE = "fail";
        public static final String DEFAULT_ON_ABORT = "leave";

        @Override
        public String getFunctionName() {
            return StepNames.AWAIT_STEADY;
        }

        @Override
        public String getDisplayName() {
            return "Wait until an Amazon ECS deployment is steady";
        }

        /** Suggestions; a stage that stands not among them may be typed. */
        @POST
        public ComboBoxModel doFillUntilItems(@AncestorInPath Item item) {
            return new ComboBoxModel(
                    "complete",
                    "trafficShifted",
                    "paused",
                    "POST_SCALE_UP",
                    "POST_TEST_TRAFFIC_SHIFT",
                    "POST_PRODUCTION_TRAFFIC_SHIFT",
                    "BAKE_TIME");
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            if (value == null || value.isBlank() || value.contains("$")) {
                return FormValidation.ok();
            }
            Optional<Until> until = Until.of(value.trim());
            if (until.isEmpty()) {
                return FormValidation.error("Say complete, trafficShifted, paused, or a stage such as BAKE_TIME.");
            }
            return until.get().isKnown()
                    ? FormValidation.ok()
                    : FormValidation.warning("A stage that this plugin does not know; it is waited for by this name.");
        }

        /** The same for everybody: reads nothing, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnFailureItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Fail the build", "fail");
            choices.add("Make the build unstable", "unstable");
            choices.add("Fail the build, and roll back what nobody rolled back", "rollback");
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
        public FormValidation doCheckKeepRevisions(@QueryParameter String value) {
            return value == null || value.isBlank()
                    ? FormValidation.ok()
                    : FormValidation.validatePositiveInteger(value); // lgtm[jenkins/no-permission-check]
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
