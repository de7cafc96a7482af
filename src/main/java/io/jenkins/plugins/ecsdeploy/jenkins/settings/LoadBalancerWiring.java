package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.LoadBalancerSettings;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code loadBalancer(alternateTargetGroup: …, …)}: what the service's load balancer lacks for shifting traffic. */
public final class LoadBalancerWiring extends AbstractDescribableImpl<LoadBalancerWiring> implements Serializable {

    private static final long serialVersionUID = 1L;

    private @CheckForNull String alternateTargetGroup;
    private @CheckForNull String productionListenerRule;
    private @CheckForNull String testListenerRule;
    private @CheckForNull String role;

    @DataBoundConstructor
    public LoadBalancerWiring() {}

    @CheckForNull
    public String getAlternateTargetGroup() {
        return alternateTargetGroup;
    }

    @DataBoundSetter
    public void setAlternateTargetGroup(@CheckForNull String alternateTargetGroup) {
        this.alternateTargetGroup = Text.blankToNull(alternateTargetGroup);
    }

    @CheckForNull
    public String getProductionListenerRule() {
        return productionListenerRule;
    }

    @DataBoundSetter
    public void setProductionListenerRule(@CheckForNull String productionListenerRule) {
        this.productionListenerRule = Text.blankToNull(productionListenerRule);
    }

    @CheckForNull
    public String getTestListenerRule() {
        return testListenerRule;
    }

    @DataBoundSetter
    public void setTestListenerRule(@CheckForNull String testListenerRule) {
        this.testListenerRule = Text.blankToNull(testListenerRule);
    }

    @CheckForNull
    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(@CheckForNull String role) {
        this.role = Text.blankToNull(role);
    }

    /** Empty if nothing is named, as an untouched form leaves it. */
    public Optional<LoadBalancerSettings> settings(Variables variables) {
        if (Text.firstOf(alternateTargetGroup, productionListenerRule, testListenerRule, role) == null) {
            return Optional.empty();
        }
        return Optional.of(new LoadBalancerSettings(
                variables.optional(alternateTargetGroup),
                variables.optional(productionListenerRule),
                variables.optional(testListenerRule),
                variables.optional(role)));
    }

    @Extension
    @Symbol("loadBalancer")
    public static final class DescriptorImpl extends SettingDescriptor<LoadBalancerWiring> {
        @Override
        public String getDisplayName() {
            return "What the load balancer needs for shifting traffic";
        }
    }
}
