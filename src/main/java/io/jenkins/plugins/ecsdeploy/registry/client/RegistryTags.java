package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import java.util.List;

/** A registry's list of tags: {@code {"name":…,"tags":[…]}} (OCI distribution specification, "Listing Tags"). */
final class RegistryTags {

    private RegistryTags() {}

    /** None if the body is something else. {@code tags} may be null: some registries send that. */
    static List<String> parse(byte[] body) {
        try {
            return JsonDocument.parse("the list of tags", body).texts("tags");
        } catch (ImageException notAList) {
            return List.of();
        }
    }
}
