package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One of several services to wait for. In a Jenkinsfile: an entry of {@code services: [[service: 'web']]}. */
public final class AwaitedService extends AbstractDescribableImpl<AwaitedService> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String service;
    private String cluster;

    @DataBoundConstructor
    public AwaitedService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public String getService() {
        return service;
    }

    /** Null: the step's, or its target's. */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<AwaitedService> {

        @Override
        public String getDisplayName() {
            return "A service to wait for";
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckService(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
