package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.service.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code blueGreen(bakeMinutes: 5)}: brings a second set of tasks up, then moves all traffic to it at once. */
public final class BlueGreenStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private final int bakeMinutes;

    @DataBoundConstructor
    public BlueGreenStrategy(int bakeMinutes) {
        this.bakeMinutes = bakeMinutes;
    }

    public int getBakeMinutes() {
        return bakeMinutes;
    }

    @Override
    Strategy strategy() {
        return new Strategy.BlueGreen(bakeMinutes);
    }

    @Extension
    @Symbol("blueGreen")
    public static final class DescriptorImpl extends Descriptor<DeploymentStrategy> {

        private static final int MAX_BAKE_MINUTES = 1440;

        @Override
        public String getDisplayName() {
            return "Blue/green";
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckBakeMinutes(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 0, MAX_BAKE_MINUTES);
        }
    }
}
