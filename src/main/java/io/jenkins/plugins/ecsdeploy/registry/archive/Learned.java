package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import java.util.List;
import java.util.Map;

/** What the registry says about an image before it is pushed: which layers it has, and what the tags name. */
public final class Learned {

    private final WantedImage image;
    private final ReusableLayers reusable;
    private final Map<String, Digest> before;

    /** @param before what the tags name; a tag that does not exist is missing */
    Learned(WantedImage image, ReusableLayers reusable, Map<String, Digest> before) {
        this.image = image;
        this.reusable = reusable;
        this.before = before;
    }

    WantedImage image() {
        return image;
    }

    ReusableLayers reusable() {
        return reusable;
    }

    Map<String, Digest> before() {
        return before;
    }

    /** Whether an earlier image has this layer, in the compression that is wanted. */
    public boolean knows(Digest diffId) {
        return reusable.layer(diffId).isPresent();
    }

    /** How many of the image's layers the registry has. */
    public long knownLayers() {
        return image.diffIds().stream().filter(this::knows).count();
    }

    public List<Digest> diffIds() {
        return image.diffIds();
    }
}
