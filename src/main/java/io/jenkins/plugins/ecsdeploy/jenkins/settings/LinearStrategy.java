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

/** {@code linear(stepPercent: 10, stepBakeMinutes: 6)}: shifts the traffic in equal steps. */
public final class LinearStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private double stepPercent = DescriptorImpl.DEFAULT_STEP_PERCENT;
    private int stepBakeMinutes = DescriptorImpl.DEFAULT_STEP_BAKE_MINUTES;

    @DataBoundConstructor
    public LinearStrategy() {}

    public double getStepPercent() {
        return stepPercent;
    }

    @DataBoundSetter
    public void setStepPercent(double stepPercent) {
        this.stepPercent = stepPercent;
    }

    public int getStepBakeMinutes() {
        return stepBakeMinutes;
    }

    @DataBoundSetter
    public void setStepBakeMinutes(int stepBakeMinutes) {
        this.stepBakeMinutes = stepBakeMinutes;
    }

    @Override
    public Strategy strategy(Variables variables) {
        return new Strategy.Linear(stepPercent, stepBakeMinutes, alarms(variables));
    }

    /** The defaults are ECS's own (API reference, LinearConfiguration). */
    @Extension
    @Symbol("linear")
    public static final class DescriptorImpl extends SettingDescriptor<DeploymentStrategy> {

        public static final double DEFAULT_STEP_PERCENT = 10.0;
        public static final int DEFAULT_STEP_BAKE_MINUTES = 6;

        private static final double LEAST_PERCENT = 3.0;

        @Override
        public String getDisplayName() {
            return "Linear";
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckStepPercent(@QueryParameter String value) {
            return FormChecks.percent(value, LEAST_PERCENT);
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckStepBakeMinutes(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 0, Strategy.MAX_MINUTES);
        }
    }
}
