package io.jenkins.plugins.ecsdeploy.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON document of an archive, with the place for messages. */
public record JsonDocument(String place, JsonNode node) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static JsonDocument parse(String place, byte[] bytes) {
        try {
            return new JsonDocument(place, MAPPER.readTree(bytes));
        } catch (JsonProcessingException malformed) {
            throw new ImageException(place + " is not JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException impossible) {
            throw new ImageException(place + " can't be read: " + impossible.getMessage(), impossible);
        }
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The text of a field; empty where it has none. */
    public String text(String field) {
        return node.path(field).asText("");
    }

    public String requireText(String field) {
        if (!node.path(field).isTextual()) {
            throw new ImageException(place + ": " + field + " is missing or not a text.");
        }
        return node.path(field).textValue();
    }

    public JsonDocument require(String field) {
        if (!has(field)) {
            throw new ImageException(place + ": " + field + " is missing.");
        }
        return new JsonDocument(place + ": " + field, node.get(field));
    }

    /** The elements of a list; none where the field is absent or null. */
    public List<JsonDocument> list(String field) {
        return new JsonDocument(place + ": " + field, node.path(field)).elements();
    }

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

    /** The texts of a list; none where the field is absent or null. */
    public List<String> texts(String field) {
        return list(field).stream().map(element -> element.node().asText()).toList();
    }

    /** This as a content descriptor. */
    public Descriptor descriptor() {
        if (!node.path("size").canConvertToLong() || node.path("size").longValue() < 0) {
            throw new ImageException(place + ": size is missing or not a number of bytes.");
        }
        try {
            Digest digest = Digest.parse(requireText("digest"));
            return new Descriptor(text("mediaType"), digest, node.get("size").longValue());
        } catch (ImageException wrong) {
            throw wrong.getMessage().startsWith(place)
                    ? wrong
                    : new ImageException(place + ": digest: " + wrong.getMessage(), wrong);
        }
    }
}
