package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.CircuitBreaker;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.Optional;
import java.util.OptionalInt;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code rolling(maximumPercent: 150)}: replaces tasks a few at a time. */
public final class RollingStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    private @CheckForNull Integer minimumHealthyPercent;
    private @CheckForNull Integer maximumPercent;
    private @CheckForNull String circuitBreaker;

    @DataBoundConstructor
    public RollingStrategy() {}

    /** Null: as the service is set; so are the others. */
    @CheckForNull
    public Integer getMinimumHealthyPercent() {
        return minimumHealthyPercent;
    }

    @DataBoundSetter
    public void setMinimumHealthyPercent(@CheckForNull Integer minimumHealthyPercent) {
        this.minimumHealthyPercent = minimumHealthyPercent;
    }

    @CheckForNull
    public Integer getMaximumPercent() {
        return maximumPercent;
    }

    @DataBoundSetter
    public void setMaximumPercent(@CheckForNull Integer maximumPercent) {
        this.maximumPercent = maximumPercent;
    }

    /** {@code rollback}, {@code fail}, {@code off}. */
    @CheckForNull
    public String getCircuitBreaker() {
        return circuitBreaker;
    }

    @DataBoundSetter
    public void setCircuitBreaker(@CheckForNull String circuitBreaker) {
        this.circuitBreaker = Text.blankToNull(circuitBreaker);
    }

    @Override
    public Strategy strategy(Variables variables) {
        return new Strategy.Rolling(
                optional(minimumHealthyPercent),
                optional(maximumPercent),
                Optional.ofNullable(circuitBreaker).map(CircuitBreaker::parse),
                alarms(variables));
    }

    private static OptionalInt optional(@CheckForNull Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Extension
    @Symbol("rolling")
    public static final class DescriptorImpl extends SettingDescriptor<DeploymentStrategy> {

        private static final int ALL_PERCENT = 100;

        @Override
        public String getDisplayName() {
            return "Rolling";
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillCircuitBreakerItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("As the service is set", "");
            choices.add("Stop a failing deployment and roll back", CircuitBreaker.ROLLBACK.word());
            choices.add("Stop a failing deployment", CircuitBreaker.FAIL.word());
            choices.add("Off", CircuitBreaker.OFF.word());
            return choices;
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckMinimumHealthyPercent(@QueryParameter String value) {
            return FormChecks.integer(value, 0, ALL_PERCENT);
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckMaximumPercent(@QueryParameter String value) {
            return FormChecks.integer(value, ALL_PERCENT, Integer.MAX_VALUE);
        }
    }
}
