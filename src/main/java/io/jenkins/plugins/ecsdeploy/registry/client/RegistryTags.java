package io.jenkins.plugins.ecsdeploy.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A registry's list of tags: {@code {"name":…,"tags":[…]}} (OCI distribution specification, "Listing Tags"). */
final class RegistryTags {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RegistryTags() {}

    /** None where the body is something else; {@code tags} may be null, as some registries have it. */
    static List<String> parse(byte[] body) {
        List<String> tags = new ArrayList<>();
        try {
            for (JsonNode tag : MAPPER.readTree(body).path("tags")) {
                tags.add(tag.asText());
            }
        } catch (IOException notJson) {
            return List.of();
        }
        return tags;
    }
}
