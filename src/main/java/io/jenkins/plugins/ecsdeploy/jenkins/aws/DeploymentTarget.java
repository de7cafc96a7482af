package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ResourceTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A named place to deploy to: which AWS, as whom, and which jobs may use it. Only administrators make one. */
public final class DeploymentTarget extends AbstractDescribableImpl<DeploymentTarget> {

    private final String name;
    private String region;
    private String cluster;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private String endpoint;
    private String allowedJobs;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists; null in configurations before it. */
    private ArrayList<ResourceTag> tags = new ArrayList<>();

    private boolean defaultTarget;

    @DataBoundConstructor
    public DeploymentTarget(String name) {
        this.name = Util.fixNull(name).trim();
    }

    public String getName() {
        return name;
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    /** The cluster of steps that name none. */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Util.fixEmptyAndTrim(externalId);
    }

    /** Called instead of the region's own endpoints: a VPC endpoint, a simulator. */
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Util.fixEmptyAndTrim(endpoint);
    }

    /** Regular expressions of full job names, one a line; empty: all jobs. */
    public String getAllowedJobs() {
        return allowedJobs;
    }

    @DataBoundSetter
    public void setAllowedJobs(String allowedJobs) {
        this.allowedJobs = Util.fixEmptyAndTrim(allowedJobs);
    }

    /** Put on the revisions that steps register by this target. */
    public List<ResourceTag> getTags() {
        return tags == null ? List.of() : List.copyOf(tags);
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
        return allowedJobs == null
                || Arrays.stream(allowedJobs.split("\\R"))
                        .map(String::trim)
                        .filter(pattern -> !pattern.isEmpty())
                        .anyMatch(pattern -> job.getFullName().matches(pattern));
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<DeploymentTarget> {

        @Override
        public String getDisplayName() {
            return "Deployment target";
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.aws(item, credentialsId);
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormValidation.validateRequired(value); // lgtm[jenkins/no-permission-check]
        }

        @POST
        public FormValidation doCheckRegion(@QueryParameter String value) {
            return FormChecks.region(value); // lgtm[jenkins/no-permission-check]
        }

        @POST
        public FormValidation doCheckRoleArn(@QueryParameter String value) {
            return FormChecks.roleArn(value); // lgtm[jenkins/no-permission-check]
        }

        @POST
        public FormValidation doCheckEndpoint(@QueryParameter String value) {
            return FormChecks.endpoint(value); // lgtm[jenkins/no-permission-check]
        }

        @POST
        public FormValidation doCheckAllowedJobs(@QueryParameter String value) {
            return FormChecks.jobPatterns(value); // lgtm[jenkins/no-permission-check]
        }

        /** Calls AWS with what the form holds: who it is, and whether the cluster is there. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String region,
                @QueryParameter String cluster,
                @QueryParameter String credentialsId,
                @QueryParameter String roleArn,
                @QueryParameter String externalId,
                @QueryParameter String endpoint) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            DeploymentTarget target = new DeploymentTarget("test");
            target.setRegion(region);
            target.setCluster(cluster);
            target.setCredentialsId(credentialsId);
            target.setRoleArn(roleArn);
            target.setExternalId(externalId);
            target.setEndpoint(endpoint);
            return new ConnectionTrial(EcsDeployConfiguration.get()).run(target);
        }
    }
}
