package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecsdeploy.service.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code rolling()}: replaces tasks a few at a time. */
public final class RollingStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public RollingStrategy() {}

    @Override
    Strategy strategy() {
        return new Strategy.Rolling();
    }

    @Extension
    @Symbol("rolling")
    public static final class DescriptorImpl extends Descriptor<DeploymentStrategy> {
        @Override
        public String getDisplayName() {
            return "Rolling";
        }
    }
}
