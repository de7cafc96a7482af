package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code blueGreen(bakeMinutes: 5)}: starts a second set of tasks, then shifts all traffic to it at once. */
public final class BlueGreenStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private int bakeMinutes = DescriptorImpl.DEFAULT_BAKE_MINUTES;

    @DataBoundConstructor
    public BlueGreenStrategy() {}

    public int getBakeMinutes() {
        return bakeMinutes;
    }

    @DataBoundSetter
    public void setBakeMinutes(int bakeMinutes) {
        this.bakeMinutes = bakeMinutes;
    }

    @Override
    public Strategy strategy(Variables variables) {
        return new Strategy.BlueGreen(bakeMinutes, alarms(variables));
    }

    @Extension
    @Symbol("blueGreen")
    public static final class DescriptorImpl extends SettingDescriptor<DeploymentStrategy> {

        public static final int DEFAULT_BAKE_MINUTES = 5;

        @Override
        public String getDisplayName() {
            return "Blue/green";
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckBakeMinutes(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 0, Strategy.MAX_MINUTES);
        }
    }
}
