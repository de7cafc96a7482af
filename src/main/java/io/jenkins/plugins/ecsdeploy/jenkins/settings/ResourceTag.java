package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A tag on what is created in AWS. In a Jenkinsfile: an entry of {@code tags: [team: 'shop']}. */
public final class ResourceTag extends AbstractDescribableImpl<ResourceTag> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;

    @DataBoundConstructor
    public ResourceTag(String key, String value) {
        this.key = Util.fixNull(key).trim();
        this.value = Util.fixNull(value);
    }

    public String getKey() {
        return key;
    }

    public String getValue() {
        return value;
    }

    /** By their keys; of one key the last counts. */
    public static Map<String, String> map(List<ResourceTag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key, tag.value));
        return map;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ResourceTag> {

        @Override
        public String getDisplayName() {
            return "Tag";
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckKey(@QueryParameter String value) {
            return FormChecks.tagKey(value); // lgtm[jenkins/no-permission-check]
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckValue(@QueryParameter String value) {
            return FormChecks.tagValue(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
