package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code codeDeploy(application: …)}: deploys with CodeDeploy, for services under the CODE_DEPLOY controller. */
public final class CodeDeployStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private @CheckForNull String application;
    private @CheckForNull String deploymentGroup;
    private @CheckForNull String config;

    @DataBoundConstructor
    public CodeDeployStrategy() {}

    /** Null: {@code AppECS-CLUSTER-SERVICE}. */
    @CheckForNull
    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(@CheckForNull String application) {
        this.application = Text.blankToNull(application);
    }

    /** Null: {@code DgpECS-CLUSTER-SERVICE}. */
    @CheckForNull
    public String getDeploymentGroup() {
        return deploymentGroup;
    }

    @DataBoundSetter
    public void setDeploymentGroup(@CheckForNull String deploymentGroup) {
        this.deploymentGroup = Text.blankToNull(deploymentGroup);
    }

    /** Null: the deployment group's. */
    @CheckForNull
    public String getConfig() {
        return config;
    }

    @DataBoundSetter
    public void setConfig(@CheckForNull String config) {
        this.config = Text.blankToNull(config);
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
    public static final class DescriptorImpl extends SettingDescriptor<DeploymentStrategy> {
        @Override
        public String getDisplayName() {
            return "CodeDeploy";
        }
    }
}
