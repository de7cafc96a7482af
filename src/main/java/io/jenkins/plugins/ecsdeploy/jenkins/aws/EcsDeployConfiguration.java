package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The global configuration: deployment targets and defaults. */
@Extension
@Symbol("ecsDeploy")
public final class EcsDeployConfiguration extends GlobalConfiguration {

    private static final int DEFAULT_POLL_SECONDS = 5;
    private static final int DEFAULT_TIMEOUT_MINUTES = 60;

    /** Amazon ECS refills its bucket of reads by 20 per second (API throttling, service reads): leave most to others. */
    private static final int DEFAULT_REQUESTS_PER_SECOND = 5;

    private static final int DEFAULT_KEPT_DEPLOYMENTS = 2_000;
    private static final int DEFAULT_KEPT_DAYS = 365;

    private List<DeploymentTarget> targets = new ArrayList<>();
    private boolean controllerRoleAllowed;
    private int pollSeconds = DEFAULT_POLL_SECONDS;
    private int timeoutMinutes = DEFAULT_TIMEOUT_MINUTES;
    private int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;

    private int keptDeployments = DEFAULT_KEPT_DEPLOYMENTS;
    private int keptDays = DEFAULT_KEPT_DAYS;

    public EcsDeployConfiguration() {
        load();
    }

    public static EcsDeployConfiguration get() {
        return ExtensionList.lookupSingleton(EcsDeployConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Amazon ECS Deploy";
    }

    /** Binds the form. If its list of targets is empty, the JSON lacks it, and nobody would call the setter. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        if (!form.has("targets")) {
            setTargets(List.of());
            return super.configure(request, form);
        }
        Optional<String> fault = targets(request.bindJSONToList(DeploymentTarget.class, form.get("targets")))
                .fault();
        if (fault.isPresent()) {
            throw new FormException(fault.get(), "targets");
        }
        return super.configure(request, form);
    }

    public List<DeploymentTarget> getTargets() {
        return List.copyOf(targets);
    }

    @DataBoundSetter
    public void setTargets(List<DeploymentTarget> targets) {
        targets(targets).fault().ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        this.targets = new ArrayList<>(targets);
        save();
    }

    /** Whether steps without credentials may use those of the controller itself: its instance's or its pod's role. */
    public boolean isControllerRoleAllowed() {
        return controllerRoleAllowed;
    }

    @DataBoundSetter
    public void setControllerRoleAllowed(boolean controllerRoleAllowed) {
        this.controllerRoleAllowed = controllerRoleAllowed;
        save();
    }

    /** The shortest interval between two polls of a service, in seconds. */
    public int getPollSeconds() {
        return pollSeconds;
    }

    @DataBoundSetter
    public void setPollSeconds(int pollSeconds) {
        this.pollSeconds = Math.max(1, pollSeconds);
        save();
    }

    /** How long {@code awaitSteady} waits if it does not say, in minutes. */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = Math.max(1, timeoutMinutes);
        save();
    }

    /** How many calls per second all waits together make to one account and region. */
    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = Math.max(1, requestsPerSecond);
        save();
    }

    /** How many deployments the list of the controller keeps; the oldest are dropped with the next deployment. */
    public int getKeptDeployments() {
        return keptDeployments;
    }

    @DataBoundSetter
    public void setKeptDeployments(int keptDeployments) {
        this.keptDeployments = Math.max(1, keptDeployments);
        save();
    }

    /** For how many days after its end a deployment is kept in that list. */
    public int getKeptDays() {
        return keptDays;
    }

    @DataBoundSetter
    public void setKeptDays(int keptDays) {
        this.keptDays = Math.max(1, keptDays);
        save();
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckKeptDeployments(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckKeptDays(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    Targets targets() {
        return targets(targets);
    }

    private static Targets targets(List<DeploymentTarget> targets) {
        return new Targets(targets.stream().map(DeploymentTarget::settings).toList());
    }

    public Duration poll() {
        return Duration.ofSeconds(pollSeconds);
    }
}
