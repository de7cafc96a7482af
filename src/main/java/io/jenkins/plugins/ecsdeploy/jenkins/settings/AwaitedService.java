package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One of several services to wait for. In a Jenkinsfile: an entry of {@code services: [[service: 'web']]}. */
public final class AwaitedService extends AbstractDescribableImpl<AwaitedService> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final @CheckForNull String service;
    private @CheckForNull String cluster;

    @DataBoundConstructor
    public AwaitedService(String service) {
        this.service = Text.blankToNull(service);
    }

    @CheckForNull
    public String getService() {
        return service;
    }

    /** Null: the step's, or else its target's. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Text.blankToNull(cluster);
    }

    @Extension
    public static final class DescriptorImpl extends SettingDescriptor<AwaitedService> {

        @Override
        public String getDisplayName() {
            return "A service to wait for";
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckService(@QueryParameter String value) {
            return NameSyntax.SERVICE.checkRequired(value);
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckCluster(@QueryParameter String value) {
            return NameSyntax.CLUSTER.check(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
