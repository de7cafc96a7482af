package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.script.WrittenAsMap;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A tag for what is created in AWS. In a Jenkinsfile: an entry of {@code tags: [team: 'shop']}. */
@WrittenAsMap
public final class ResourceTag extends AbstractDescribableImpl<ResourceTag> implements MapEntry, Serializable {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;

    @DataBoundConstructor
    public ResourceTag(@CheckForNull String key, @CheckForNull String value) {
        this.key = Text.orDefault(key, "");
        this.value = value == null ? "" : value;
    }

    public String getKey() {
        return key;
    }

    public String getValue() {
        return value;
    }

    /** By their keys; of several with one key the last counts. */
    public static Map<String, String> map(List<ResourceTag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key, tag.value));
        return map;
    }

    @Override
    public String mapKey() {
        return key;
    }

    @Override
    @CheckForNull
    public String mapValue() {
        return value;
    }

    @Extension
    public static final class DescriptorImpl extends SettingDescriptor<ResourceTag> {

        @Override
        public String getDisplayName() {
            return "Tag";
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckKey(@QueryParameter String value) {
            return FormChecks.tagKey(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckValue(@QueryParameter String value) {
            return FormChecks.tagValue(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
