package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;

/** Which image a container gets. In a Jenkinsfile: an entry of {@code images: [web: push.uri]}. */
public final class ContainerImage extends AbstractDescribableImpl<ContainerImage> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String container;
    private final String image;

    @DataBoundConstructor
    public ContainerImage(String container, String image) {
        this.container = container;
        this.image = image;
    }

    public String getContainer() {
        return container;
    }

    public String getImage() {
        return image;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ContainerImage> {
        @Override
        public String getDisplayName() {
            return "Image of a container";
        }
    }
}
