package io.jenkins.plugins.ecsdeploy.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON that others wrote: of an archive, a registry, a configuration file.
 *
 * @param place the document, and where in it the node is; for messages
 */
public record JsonDocument(String place, JsonNode node) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @throws ImageException if the bytes are not JSON, with line and column */
    public static JsonDocument parse(String place, byte[] bytes) {
        try {
            return new JsonDocument(place, MAPPER.readTree(bytes));
        } catch (JsonProcessingException malformed) {
            throw new ImageException(
                    place + " is not JSON: line " + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr() + ": " + malformed.getOriginalMessage(),
                    malformed);
        } catch (IOException impossible) {
            throw new ImageException(place + " can't be read: " + impossible.getMessage(), impossible);
        }
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The text of a field; empty if it has none. */
    public String text(String field) {
        return node.path(field).asText("");
    }

    /** @throws ImageException if the field is not a string */
    public String requireText(String field) {
        if (!node.path(field).isTextual()) {
            throw new ImageException(place + ": " + field + " is missing or not a string.");
        }
        return node.path(field).textValue();
    }

    /** @throws ImageException if the field is missing */
    public JsonDocument require(String field) {
        if (!has(field)) {
            throw new ImageException(place + ": " + field + " is missing.");
        }
        return field(field);
    }

    /** The value of a field; a missing node if there is none. */
    public JsonDocument field(String field) {
        return new JsonDocument(place + ": " + field, node.path(field));
    }

    /**
     * The elements of a list; none if the field is missing or null.
     *
     * @throws ImageException if the field is something else
     */
    public List<JsonDocument> list(String field) {
        return field(field).elements();
    }

    /**
     * The elements of this list; none if it is missing or null.
     *
     * @throws ImageException if this is something else
     */
    public List<JsonDocument> elements() {
        if (!node.isArray() && !node.isMissingNode() && !node.isNull()) {
            throw new ImageException(place + " is not a list.");
        }
        List<JsonDocument> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new JsonDocument(place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** The strings of a list; none if the field is missing or null. */
    public List<String> texts(String field) {
        return list(field).stream().map(element -> element.node().asText()).toList();
    }

    /** This as a content descriptor. */
    public Descriptor descriptor() {
        if (!node.path("size").canConvertToLong() || node.path("size").longValue() < 0) {
            throw new ImageException(place + ": size is missing or not a number of bytes.");
        }
        String digest = requireText("digest");
        try {
            return new Descriptor(
                    text("mediaType"), Digest.parse(digest), node.get("size").longValue());
        } catch (ImageException notADigest) {
            throw new ImageException(place + ": digest: " + notADigest.getMessage(), notADigest);
        }
    }
}
