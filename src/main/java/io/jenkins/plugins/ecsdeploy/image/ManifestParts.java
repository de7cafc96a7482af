package io.jenkins.plugins.ecsdeploy.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest or an index refers to.
 *
 * @param config empty for an index
 * @param layers lowest first; none for an index
 * @param children the manifests of an index, without those for no platform (attestations)
 */
public record ManifestParts(Optional<Descriptor> config, List<Descriptor> layers, List<Child> children) {

    public ManifestParts {
        layers = List.copyOf(layers);
        children = List.copyOf(children);
    }

    /** One platform's manifest in an index. */
    public record Child(Digest digest, String os, String architecture) {}

    /**
     * @param place for messages
     * @throws ImageException if it is neither a manifest nor an index
     */
    public static ManifestParts parse(String place, byte[] manifest) {
        JsonDocument document = JsonDocument.parse(place, manifest);
        Optional<Descriptor> config =
                document.has("config") ? Optional.of(document.require("config").descriptor()) : Optional.empty();
        List<Descriptor> layers =
                document.list("layers").stream().map(JsonDocument::descriptor).toList();
        List<Child> children = new ArrayList<>();
        for (JsonDocument child : document.list("manifests")) {
            JsonDocument platform = child.field("platform");
            if (!platform.text("os").equals("unknown")) {
                children.add(
                        new Child(child.descriptor().digest(), platform.text("os"), platform.text("architecture")));
            }
        }
        return new ManifestParts(config, layers, children);
    }
}
