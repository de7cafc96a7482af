package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.script.WrittenAsMap;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;

/** Which image a container gets. In a Jenkinsfile: an entry of {@code images: [web: push.uri]}. */
@WrittenAsMap
public final class ContainerImage extends AbstractDescribableImpl<ContainerImage> implements MapEntry, Serializable {

    private static final long serialVersionUID = 1L;

    private final String container;
    private final @CheckForNull String image;

    @DataBoundConstructor
    public ContainerImage(@CheckForNull String container, @CheckForNull String image) {
        this.container = Text.orDefault(container, "");
        this.image = image == null ? null : image.strip();
    }

    public String getContainer() {
        return container;
    }

    /** Null if a script gave null. */
    @CheckForNull
    public String getImage() {
        return image;
    }

    @Override
    public String mapKey() {
        return container;
    }

    @Override
    @CheckForNull
    public String mapValue() {
        return image;
    }

    @Extension
    public static final class DescriptorImpl extends SettingDescriptor<ContainerImage> {
        @Override
        public String getDisplayName() {
            return "Image of a container";
        }
    }
}
