package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code canary(percent: 10, bakeMinutes: 5)}: shifts a small part of the traffic first, and the rest later. */
public final class CanaryStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private double percent = DescriptorImpl.DEFAULT_PERCENT;
    private int bakeMinutes = DescriptorImpl.DEFAULT_BAKE_MINUTES;

    @DataBoundConstructor
    public CanaryStrategy() {}

    public double getPercent() {
        return percent;
    }

    @DataBoundSetter
    public void setPercent(double percent) {
        this.percent = percent;
    }

    public int getBakeMinutes() {
        return bakeMinutes;
    }

    @DataBoundSetter
    public void setBakeMinutes(int bakeMinutes) {
        this.bakeMinutes = bakeMinutes;
    }

    @Override
    public Strategy strategy(Variables variables) {
        return new Strategy.Canary(percent, bakeMinutes, alarms(variables));
    }

    /** The defaults are ECS's own (API reference, CanaryConfiguration). */
    @Extension
    @Symbol("canary")
    public static final class DescriptorImpl extends SettingDescriptor<DeploymentStrategy> {

        public static final double DEFAULT_PERCENT = 5.0;
        public static final int DEFAULT_BAKE_MINUTES = 10;

        private static final double LEAST_PERCENT = 0.1;

        @Override
        public String getDisplayName() {
            return "Canary";
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckPercent(@QueryParameter String value) {
            return FormChecks.percent(value, LEAST_PERCENT);
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckBakeMinutes(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 0, Strategy.MAX_MINUTES);
        }
    }
}
