package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps of this plugin take: which AWS to call, and as whom. Empty settings are found elsewhere. */
public abstract class EcsStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private String target;
    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;

    /** Name of a deployment target of the global configuration. */
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
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

    AwsSettings awsSettings() {
        return new AwsSettings(target, region, credentialsId, roleArn, externalId);
    }
}
