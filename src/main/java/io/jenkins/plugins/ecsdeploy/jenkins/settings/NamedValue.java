package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;

/** A name with a value. In a Jenkinsfile: an entry of {@code environment: [STAGE: 'test']}. */
public final class NamedValue extends AbstractDescribableImpl<NamedValue> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;

    @DataBoundConstructor
    public NamedValue(String name, String value) {
        this.name = Util.fixNull(name).trim();
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<NamedValue> {
        @Override
        public String getDisplayName() {
            return "Name and value";
        }
    }
}
