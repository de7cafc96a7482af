package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code codeDeploy(application: …)}: by CodeDeploy, for services under its controller. */
public final class CodeDeployStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private String application;
    private String deploymentGroup;
    private String config;

    @DataBoundConstructor
    public CodeDeployStrategy() {}

    /** Null: {@code AppECS-CLUSTER-SERVICE}. */
    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = Util.fixEmptyAndTrim(application);
    }

    /** Null: {@code DgpECS-CLUSTER-SERVICE}. */
    public String getDeploymentGroup() {
        return deploymentGroup;
    }

    @DataBoundSetter
    public void setDeploymentGroup(String deploymentGroup) {
        this.deploymentGroup = Util.fixEmptyAndTrim(deploymentGroup);
    }

    /** Null: the deployment group's. */
    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(String config) {
        this.config = Util.fixEmptyAndTrim(config);
    }

    @Override
    public Strategy strategy(Variables variables) {
        return new Strategy.CodeDeploy(
                variables.optional(application),
                variables.optional(deploymentGroup),
                variables.optional(config),
                alarms(variables));
    }

    @Extension
    @Symbol("codeDeploy")
    public static final class DescriptorImpl extends Descriptor<DeploymentStrategy> {
        @Override
        public String getDisplayName() {
            return "CodeDeploy";
        }
    }
}
