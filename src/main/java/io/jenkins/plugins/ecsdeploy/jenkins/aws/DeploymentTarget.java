package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Item;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ResourceTag;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A named place to deploy to: which AWS, as whom, and which jobs may use it. Only administrators configure one. */
public final class DeploymentTarget extends AbstractDescribableImpl<DeploymentTarget> {

    private final String name;
    private AwsSettings aws = AwsSettings.none();

    private @CheckForNull String cluster;
    private @CheckForNull String endpoint;
    private @CheckForNull String allowedJobs;
    private @CheckForNull String allowedRoles;
    private @CheckForNull String readableParameters;
    private @CheckForNull String readableSecrets;
    private @CheckForNull String readableStacks;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists. */
    private ArrayList<ResourceTag> tags = new ArrayList<>();

    private boolean defaultTarget;

    @DataBoundConstructor
    public DeploymentTarget(@CheckForNull String name) {
        this.name = Text.orDefault(name, "");
    }

    public String getName() {
        return name;
    }

    @CheckForNull
    public String getRegion() {
        return aws.region();
    }

    @DataBoundSetter
    public void setRegion(@CheckForNull String region) {
        aws = aws.in(region);
    }

    /** The cluster of steps that name none. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Text.blankToNull(cluster);
    }

    @CheckForNull
    public String getCredentialsId() {
        return aws.credentialsId();
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        aws = aws.withCredentials(credentialsId);
    }

    @CheckForNull
    public String getRoleArn() {
        return aws.roleArn();
    }

    @DataBoundSetter
    public void setRoleArn(@CheckForNull String roleArn) {
        aws = aws.withRole(roleArn);
    }

    @CheckForNull
    public String getExternalId() {
        return aws.externalId();
    }

    @DataBoundSetter
    public void setExternalId(@CheckForNull String externalId) {
        aws = aws.withExternalId(externalId);
    }

    /** Called instead of the region's own endpoints: a VPC endpoint or a simulator. */
    @CheckForNull
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(@CheckForNull String endpoint) {
        this.endpoint = Text.blankToNull(endpoint);
    }

    /** Regular expressions of full job names, one a line; empty: all jobs. */
    @CheckForNull
    public String getAllowedJobs() {
        return allowedJobs;
    }

    @DataBoundSetter
    public void setAllowedJobs(@CheckForNull String allowedJobs) {
        this.allowedJobs = Text.blankToNull(allowedJobs);
    }

    /** Regular expressions of the ARNs of roles that steps may name with the target's credentials; empty: none. */
    @CheckForNull
    public String getAllowedRoles() {
        return allowedRoles;
    }

    @DataBoundSetter
    public void setAllowedRoles(@CheckForNull String allowedRoles) {
        this.allowedRoles = Text.blankToNull(allowedRoles);
    }

    /** Names of parameters, or paths above them, whose values templates may have, one a line; empty: none. */
    @CheckForNull
    public String getReadableParameters() {
        return readableParameters;
    }

    @DataBoundSetter
    public void setReadableParameters(@CheckForNull String readableParameters) {
        this.readableParameters = Text.blankToNull(readableParameters);
    }

    /** Names of secrets, or paths above them, whose ARNs templates may have, one a line; empty: none. */
    @CheckForNull
    public String getReadableSecrets() {
        return readableSecrets;
    }

    @DataBoundSetter
    public void setReadableSecrets(@CheckForNull String readableSecrets) {
        this.readableSecrets = Text.blankToNull(readableSecrets);
    }

    /** Names of CloudFormation stacks whose outputs templates may have, one a line; empty: none. */
    @CheckForNull
    public String getReadableStacks() {
        return readableStacks;
    }

    @DataBoundSetter
    public void setReadableStacks(@CheckForNull String readableStacks) {
        this.readableStacks = Text.blankToNull(readableStacks);
    }

    /** For the revisions that steps register with this target. */
    public List<ResourceTag> getTags() {
        return List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(List<ResourceTag> tags) {
        this.tags = new ArrayList<>(tags);
    }

    /** Whether steps that name no target use this one. */
    public boolean isDefaultTarget() {
        return defaultTarget;
    }

    @DataBoundSetter
    public void setDefaultTarget(boolean defaultTarget) {
        this.defaultTarget = defaultTarget;
    }

    public boolean isAllowedFor(Item job) {
        return settings().isAllowedFor(job.getFullName());
    }

    TargetSettings settings() {
        return new TargetSettings(
                name,
                aws,
                Optional.ofNullable(cluster),
                Optional.ofNullable(endpoint),
                ResourceTag.map(tags),
                lines(allowedJobs),
                lines(allowedRoles),
                ReadableNames.ofTarget(name, lines(readableParameters), lines(readableSecrets), lines(readableStacks)),
                defaultTarget);
    }

    private static List<String> lines(@CheckForNull String text) {
        return text == null ? List.of() : Text.lines(List.of(text));
    }
}
