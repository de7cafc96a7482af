package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;

/** A placeholder's value. In a Jenkinsfile: an entry of {@code values: [STAGE: 'test']}. */
public final class TemplateValue extends AbstractDescribableImpl<TemplateValue> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;

    @DataBoundConstructor
    public TemplateValue(String name, String value) {
        this.name = name;
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<TemplateValue> {
        @Override
        public String getDisplayName() {
            return "Value of a placeholder";
        }
    }
}
