package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.script.WrittenAsMap;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;

/** A name with a value. In a Jenkinsfile: an entry of a map, such as {@code values: [STAGE: 'test']}. */
@WrittenAsMap
public final class NamedValue extends AbstractDescribableImpl<NamedValue> implements MapEntry, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final @CheckForNull String value;

    @DataBoundConstructor
    public NamedValue(@CheckForNull String name, @CheckForNull String value) {
        this.name = Text.orDefault(name, "");
        this.value = value;
    }

    public String getName() {
        return name;
    }

    /** Null if a script gave null. */
    @CheckForNull
    public String getValue() {
        return value;
    }

    @Override
    public String mapKey() {
        return name;
    }

    @Override
    @CheckForNull
    public String mapValue() {
        return value;
    }

    @Extension
    public static final class DescriptorImpl extends SettingDescriptor<NamedValue> {
        @Override
        public String getDisplayName() {
            return "Name and value";
        }
    }
}
