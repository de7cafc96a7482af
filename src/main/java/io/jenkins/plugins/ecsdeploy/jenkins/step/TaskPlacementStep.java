package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** Where a task runs: cluster, network, launch type or capacity providers; or as a service does. */
public abstract class TaskPlacementStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private static final String ENABLED = "ENABLED";
    private static final String DISABLED = "DISABLED";

    private @CheckForNull String cluster;
    private @CheckForNull String like;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<String> subnets = new ArrayList<>();

    private ArrayList<String> securityGroups = new ArrayList<>();
    private ArrayList<String> capacityProviders = new ArrayList<>();
    private @CheckForNull String assignPublicIp;
    private @CheckForNull String launchType;
    private @CheckForNull String platformVersion;

    /** Name or ARN; null: the target's default cluster. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Text.blankToNull(cluster);
    }

    /** The service whose network, launch type or capacity providers and platform version are taken. */
    @CheckForNull
    public String getLike() {
        return like;
    }

    @DataBoundSetter
    public void setLike(@CheckForNull String like) {
        this.like = Text.blankToNull(like);
    }

    public List<String> getSubnets() {
        return List.copyOf(subnets);
    }

    /** @param subnets each may hold several, separated by blanks or commas: the form has one text field */
    @DataBoundSetter
    public void setSubnets(List<String> subnets) {
        this.subnets = new ArrayList<>(Text.words(subnets));
    }

    /** For the form. */
    public String getSubnetsText() {
        return String.join(" ", subnets);
    }

    public List<String> getSecurityGroups() {
        return List.copyOf(securityGroups);
    }

    /** @param securityGroups as in {@link #setSubnets} */
    @DataBoundSetter
    public void setSecurityGroups(List<String> securityGroups) {
        this.securityGroups = new ArrayList<>(Text.words(securityGroups));
    }

    public String getSecurityGroupsText() {
        return String.join(" ", securityGroups);
    }

    /** {@code ENABLED} or {@code DISABLED}, as ECS has it; null: as the service {@code like} has it. */
    @CheckForNull
    public String getAssignPublicIp() {
        return assignPublicIp;
    }

    /** @param assignPublicIp a script's true and false do too; no boolean, because a form can't leave that out */
    @DataBoundSetter
    public void setAssignPublicIp(@CheckForNull String assignPublicIp) {
        String given = Text.blankToNull(assignPublicIp);
        this.assignPublicIp =
                "true".equalsIgnoreCase(given) ? ENABLED : "false".equalsIgnoreCase(given) ? DISABLED : given;
    }

    @CheckForNull
    public String getLaunchType() {
        return launchType;
    }

    @DataBoundSetter
    public void setLaunchType(@CheckForNull String launchType) {
        this.launchType = Text.blankToNull(launchType);
    }

    public List<String> getCapacityProviders() {
        return List.copyOf(capacityProviders);
    }

    /** @param capacityProviders as in {@link #setSubnets} */
    @DataBoundSetter
    public void setCapacityProviders(List<String> capacityProviders) {
        this.capacityProviders = new ArrayList<>(Text.words(capacityProviders));
    }

    public String getCapacityProvidersText() {
        return String.join(" ", capacityProviders);
    }

    @CheckForNull
    public String getPlatformVersion() {
        return platformVersion;
    }

    @DataBoundSetter
    public void setPlatformVersion(@CheckForNull String platformVersion) {
        this.platformVersion = Text.blankToNull(platformVersion);
    }

    final void checkPlacement(String step) throws AbortException {
        if (assignPublicIp != null && !assignPublicIp.equals(ENABLED) && !assignPublicIp.equals(DISABLED)) {
            throw new AbortException(step + ": assignPublicIp must be true or false, not '" + assignPublicIp + "'.");
        }
    }

    final TaskPlan.Placement placement(Variables variables) {
        return new TaskPlan.Placement(
                Text.words(variables.all(subnets)),
                Text.words(variables.all(securityGroups)),
                Optional.ofNullable(assignPublicIp).map(ENABLED::equals),
                variables.optional(launchType),
                Text.words(variables.all(capacityProviders)),
                variables.optional(platformVersion));
    }
}
