package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The global configuration: deployment targets and defaults. */
@Extension
@Symbol("ecsDeploy")
public final class EcsDeployConfiguration extends GlobalConfiguration {

    private static final int DEFAULT_POLL_SECONDS = 5;
    private static final int DEFAULT_TIMEOUT_MINUTES = 60;

    private List<DeploymentTarget> targets = new ArrayList<>();
    private boolean controllerRoleAllowed;
    private int pollSeconds = DEFAULT_POLL_SECONDS;
    private int timeoutMinutes = DEFAULT_TIMEOUT_MINUTES;

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
        }
        return super.configure(request, form);
    }

    public List<DeploymentTarget> getTargets() {
        return List.copyOf(targets);
    }

    @DataBoundSetter
    public void setTargets(List<DeploymentTarget> targets) {
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

    Optional<DeploymentTarget> target(String name) {
        return targets.stream().filter(target -> target.getName().equals(name)).findFirst();
    }

    Optional<DeploymentTarget> defaultTarget() {
        return targets.stream().filter(DeploymentTarget::isDefaultTarget).findFirst();
    }

    Duration poll() {
        return Duration.ofSeconds(pollSeconds);
    }
}
