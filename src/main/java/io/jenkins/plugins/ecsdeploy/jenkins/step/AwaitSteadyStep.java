package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.AwaitedService;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.AwaitSteadyExecution;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.BlockingWait;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.SavedWaits;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
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
public final class AwaitSteadyStep extends OptionalServiceStep {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.AWAIT_STEADY;
    private static final Set<String> ON_FAILURE = Set.of("fail", "unstable", "rollback");
    private static final Set<String> ON_ABORT = Set.of("leave", "rollback");

    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<AwaitedService> services = new ArrayList<>();

    private String until = DescriptorImpl.DEFAULT_UNTIL;

    private @CheckForNull Integer timeoutMinutes;
    private boolean failFast;
    private String onFailure = DescriptorImpl.DEFAULT_ON_FAILURE;
    private String onAbort = DescriptorImpl.DEFAULT_ON_ABORT;

    private @CheckForNull Integer keepRevisions;

    /** If no service is named, it waits for all that this build has updated. */
    @DataBoundConstructor
    public AwaitSteadyStep() {}

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
    public void setUntil(@CheckForNull String until) {
        this.until = Text.orDefault(until, DescriptorImpl.DEFAULT_UNTIL);
    }

    /** Whether to roll a deployment back as soon as it can no longer succeed. */
    public boolean isFailFast() {
        return failFast;
    }

    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast;
    }

    /** Null: as the global configuration says. */
    @CheckForNull
    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(@CheckForNull Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** What a bad outcome makes of the build: {@code fail}, {@code unstable}, or {@code rollback}. */
    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(@CheckForNull String onFailure) {
        this.onFailure = Text.orDefault(onFailure, DescriptorImpl.DEFAULT_ON_FAILURE);
    }

    /** What happens to the deployment if a person stops the build: {@code leave} or {@code rollback}. */
    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(@CheckForNull String onAbort) {
        this.onAbort = Text.orDefault(onAbort, DescriptorImpl.DEFAULT_ON_ABORT);
    }

    /** How many of the newest revisions stay once all services have succeeded; null: no clean-up. */
    @CheckForNull
    public Integer getKeepRevisions() {
        return keepRevisions;
    }

    @DataBoundSetter
    public void setKeepRevisions(@CheckForNull Integer keepRevisions) {
        this.keepRevisions = keepRevisions;
    }

    /** A Pipeline waits without a thread, and over restarts. */
    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new AwaitSteadyExecution(
                context, run -> waits(run, Variables.NONE), getService() == null && services.isEmpty());
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        check();
        return new BlockingWait(run -> waits(run, variables));
    }

    private void check() throws AbortException {
        if (!ON_FAILURE.contains(onFailure)) {
            throw new AbortException(
                    STEP + ": onFailure must be 'fail', 'unstable' or 'rollback', not '" + onFailure + "'.");
        }
        if (!ON_ABORT.contains(onAbort)) {
            throw new AbortException(STEP + ": onAbort must be 'leave' or 'rollback', not '" + onAbort + "'.");
        }
        if (getService() != null && !services.isEmpty()) {
            throw new AbortException(STEP + ": name either service or services, not both.");
        }
        if (!until.contains("$")) {
            until(until);
        }
        if (keepRevisions != null && keepRevisions < 1) {
            throw new AbortException(STEP + ": keepRevisions must be 1 or more, not " + keepRevisions + ".");
        }
        if (timeoutMinutes != null && timeoutMinutes < 1) {
            throw new AbortException(STEP + ": timeoutMinutes must be 1 or more, not " + timeoutMinutes + ".");
        }
    }

    private static Until until(String word) throws AbortException {
        return Until.of(word)
                .orElseThrow(() -> new AbortException(STEP + ": until must be 'complete', 'trafficShifted', 'paused' or"
                        + " a stage such as 'BAKE_TIME', not '" + word + "'."));
    }

    private SavedWaits waits(StepRun run, Variables variables) throws AbortException {
        int minutes = timeoutMinutes == null ? EcsDeployConfiguration.get().getTimeoutMinutes() : timeoutMinutes;
        Until wanted = until(variables.expand(until));
        if (!wanted.isKnown()) {
            run.line(STEP, "until: this plugin does not know the stage " + wanted.word() + "; waiting for that name");
        }
        AwaitTerms terms = AwaitTerms.of(wanted, Instant.now().plus(Duration.ofMinutes(minutes)))
                .withFailFast(failFast)
                .withRollBackOnFailure("rollback".equals(onFailure))
                .withRollBackOnAbort("rollback".equals(onAbort))
                .withKeepRevisions(keepRevisions);
        List<SavedWaits.Wait> waits = new ArrayList<>();
        for (NamedService named : named(variables)) {
            for (NamedService.Candidate one : named.candidates(run, STEP)) {
                waits.add(new SavedWaits.Wait(
                        one.own().map(BuildDeployment::toAwait).orElseGet(() -> ServiceToAwait.named(one.ref())),
                        one.aws()));
            }
        }
        AwsConnections.log(waits.stream().map(SavedWaits.Wait::aws).toList(), run, STEP);
        return new SavedWaits(waits, terms, "unstable".equals(onFailure));
    }

    private List<NamedService> named(Variables variables) throws AbortException {
        if (services.isEmpty()) {
            return List.of(service(variables, STEP));
        }
        List<NamedService> all = new ArrayList<>();
        for (AwaitedService one : services) {
            all.add(new NamedService(
                    aws(variables),
                    variables.orNull(Text.firstOf(one.getCluster(), getCluster())),
                    Text.required(variables.orNull(one.getService()), "service", STEP)));
        }
        return all;
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: wait for a deployment";
        public static final String DEFAULT_UNTIL = "complete";
        public static final String DEFAULT_ON_FAILURE = "fail";
        public static final String DEFAULT_ON_ABORT = "leave";

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** Suggestions: other stages may be typed. */
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

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            if (FormChecks.isOpen(value)) {
                return FormValidation.ok();
            }
            Optional<Until> until = Until.of(value.trim());
            if (until.isEmpty()) {
                return FormValidation.error("Enter complete, trafficShifted, paused, or a stage such as BAKE_TIME.");
            }
            return until.get().isKnown()
                    ? FormValidation.ok()
                    : FormValidation.warning("This plugin does not know this stage; it waits for that name.");
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnFailureItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Fail the build", "fail");
            choices.add("Mark the build unstable", "unstable");
            choices.add("Fail the build, and roll back if ECS did not", "rollback");
            return choices;
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnAbortItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Leave the deployment alone", "leave");
            choices.add("Roll the deployment back", "rollback");
            return choices;
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckKeepRevisions(@QueryParameter String value) {
            return FormChecks.positiveOrEmpty(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
            return FormChecks.positiveOrEmpty(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
