package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads requests as AWS's JSON front end does before the service sees them: members that the model doesn't have and
 * nulls are left out, a value of another type is a SerializationException.
 */
public final class RequestShapes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Map<String, String>> shapes;

    private RequestShapes(Map<String, Map<String, String>> shapes) {
        this.shapes = shapes;
    }

    public static RequestShapes load() {
        Map<String, Map<String, String>> shapes = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RequestShapes.class.getResourceAsStream("request-shapes.txt")),
                StandardCharsets.UTF_8))) {
            Map<String, String> members = Map.of();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("  ")) {
                    String[] member = line.trim().split(" ", 2);
                    members.put(member[0], member[1]);
                } else if (!line.startsWith("#")) {
                    members = new LinkedHashMap<>();
                    shapes.put(line, members);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new RequestShapes(shapes);
    }

    /** @throws io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError SerializationException, ClientException */
    public ObjectNode read(String operation, ObjectNode input) {
        return structure(shapes.get(operation + "Request"), input, "");
    }

    private ObjectNode structure(Map<String, String> members, JsonNode value, String path) {
        ObjectNode read = JSON.objectNode();
        members.forEach((name, type) -> {
            JsonNode member = value.get(name);
            if (member != null && !member.isNull()) {
                read.set(name, value(type, member, path.isEmpty() ? name : path + "." + name));
            }
        });
        return read;
    }

    private JsonNode value(String type, JsonNode value, String path) {
        if (type.startsWith("[")) {
            return list(type.substring(1, type.length() - 1), value, path);
        }
        if (type.startsWith("{")) {
            return map(type.substring(1, type.length() - 1), value, path);
        }
        if (shapes.containsKey(type)) {
            if (!value.isObject()) {
                throw EcsErrors.serialization(value.isArray() ? "Unrecognized collection type" : "Expected null");
            }
            return structure(shapes.get(type), value, path);
        }
        return switch (type) {
            case "document" -> value;
            case "string" -> expect(value, value.isTextual(), "String");
            case "integer" -> expect(value, value.isIntegralNumber(), "Integer");
            case "long" -> expect(value, value.isIntegralNumber(), "Long");
            case "double" -> expect(value, value.isNumber(), "Double");
            case "boolean" -> expect(value, value.isBoolean(), "Boolean");
            case "timestamp" -> expect(value, value.isNumber(), "Date");
            default -> enumeration(List.of(type.split("\\|")), expect(value, value.isTextual(), "String"), path);
        };
    }

    private ArrayNode list(String type, JsonNode value, String path) {
        if (!value.isArray()) {
            throw EcsErrors.serialization("Expected list or null");
        }
        ArrayNode read = JSON.arrayNode();
        int number = 1;
        for (JsonNode item : value) {
            if (!item.isNull()) {
                read.add(value(type, item, path + "." + number + ".member"));
            }
            number++;
        }
        return read;
    }

    private ObjectNode map(String type, JsonNode value, String path) {
        if (!value.isObject()) {
            throw EcsErrors.serialization("Expected map or null");
        }
        ObjectNode read = JSON.objectNode();
        value.fields().forEachRemaining(entry -> {
            if (!entry.getValue().isNull()) {
                read.set(entry.getKey(), value(type, entry.getValue(), path + "." + entry.getKey()));
            }
        });
        return read;
    }

    private static JsonNode enumeration(List<String> values, JsonNode value, String path) {
        if (!values.contains(value.asText())) {
            throw EcsErrors.client("1 validation error detected: Value '" + value.asText() + "' at '" + path
                    + "' failed to satisfy constraint: Member must satisfy enum value set: " + values);
        }
        return value;
    }

    private static JsonNode expect(JsonNode value, boolean right, String type) {
        if (right) {
            return value;
        }
        throw EcsErrors.serialization(
                switch (value.getNodeType()) {
                    case ARRAY -> "Start of list found where not expected";
                    case OBJECT -> "Start of structure or map found where not expected.";
                    case BOOLEAN -> (value.asBoolean() ? "TRUE" : "FALSE") + "_VALUE can not be converted to a " + type;
                    case NUMBER -> "NUMBER_VALUE can not be converted to a " + type;
                    default ->
                        "STRING_VALUE can not be converted to " + ("I".equals(type.substring(0, 1)) ? "an " : "a ")
                                + type;
                });
    }
}
