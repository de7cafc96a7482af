package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Amazon ECS refills its bucket of reads by 20 a second (API throttling, service reads): leave most to others. */
    private static final int DEFAULT_REQUESTS_PER_SECOND = 5;

    private List<DeploymentTarget> targets = new ArrayList<>();
    private boolean controllerRoleAllowed;
    private int pollSeconds = DEFAULT_POLL_SECONDS;
    private int timeoutMinutes = DEFAULT_TIMEOUT_MINUTES;
    private int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;

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

    /** Binds the form. Its JSON lacks a list that has become empty, so that nobody would call the setter then. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        if (!form.has("targets")) {
            setTargets(List.of());
            return super.configure(request, form);
        }
        Optional<String> fault = findFault(request.bindJSONToList(DeploymentTarget.class, form.get("targets")));
        if (fault.isPresent()) {
            throw new FormException(fault.get(), "targets");
        }
        return super.configure(request, form);
    }

    /** What is wrong with these targets together; a step would else take one of two without a word. */
    private static Optional<String> findFault(List<DeploymentTarget> targets) {
        Set<String> names = new HashSet<>();
        for (DeploymentTarget target : targets) {
            if (target.getName().isEmpty()) {
                return Optional.of("A deployment target has no name.");
            }
            if (!names.add(target.getName())) {
                return Optional.of("There are two deployment targets \"" + target.getName() + "\": names must differ.");
            }
        }
        List<String> defaults = targets.stream()
                .filter(DeploymentTarget::isDefaultTarget)
                .map(DeploymentTarget::getName)
                .toList();
        return defaults.size() > 1
                ? Optional.of("These deployment targets are all marked as default: " + String.join(", ", defaults)
                        + ". Mark one at most.")
                : Optional.empty();
    }

    public List<DeploymentTarget> getTargets() {
        return List.copyOf(targets);
    }

    @DataBoundSetter
    public void setTargets(List<DeploymentTarget> targets) {
        findFault(targets).ifPresent(fault -> {
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

    /** The shortest pause between two looks at a service, in seconds. */
    public int getPollSeconds() {
        return pollSeconds;
    }

    @DataBoundSetter
    public void setPollSeconds(int pollSeconds) {
        this.pollSeconds = Math.max(1, pollSeconds);
        save();
    }

    /** How long {@code awaitSteady} waits where it does not say. */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = Math.max(1, timeoutMinutes);
        save();
    }

    /** How many calls a second all waits together make to one account and region. */
    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = Math.max(1, requestsPerSecond);
        save();
    }

    /** Pure syntax: reads nothing, so it asks for no permission. */
    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    /** Pure syntax: reads nothing, so it asks for no permission. */
    @POST
    public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    /** Pure syntax: reads nothing, so it asks for no permission. */
    @POST
    public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
        return FormChecks.positive(value); // lgtm[jenkins/no-permission-check]
    }

    Optional<DeploymentTarget> target(String name) {
        return targets.stream().filter(target -> target.getName().equals(name)).findFirst();
    }

    Optional<DeploymentTarget> defaultTarget() {
        return targets.stream().filter(DeploymentTarget::isDefaultTarget).findFirst();
    }

    public Duration poll() {
        return Duration.ofSeconds(pollSeconds);
    }
}
