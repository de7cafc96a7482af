package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecsdeploy.service.Strategy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The choice of a form that names no strategy: the service keeps its own. Steps hold null instead of it. */
public final class OwnStrategy extends DeploymentStrategy {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public OwnStrategy() {}

    @Override
    Strategy strategy() {
        throw new IllegalStateException("a step without a strategy holds none");
    }

    @Extension(ordinal = 1)
    @Symbol("own")
    public static final class DescriptorImpl extends Descriptor<DeploymentStrategy> {
        @Override
        public String getDisplayName() {
            return "The service's own";
        }
    }
}
