package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Reading and writing members the way AWS JSON 1.1 has them. */
public final class Json {

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> view) {
        ArrayNode list = array();
        items.forEach(item -> list.add(view.apply(item)));
        return list;
    }

    public static ArrayNode texts(Collection<String> items) {
        ArrayNode list = array();
        items.forEach(list::add);
        return list;
    }

    /** Seconds since the epoch with milliseconds; nothing for null. */
    public static void time(ObjectNode node, String member, Instant time) {
        if (time != null) {
            node.put(member, BigDecimal.valueOf(time.toEpochMilli(), 3));
        }
    }

    public static Instant time(JsonNode seconds) {
        return Instant.ofEpochMilli(seconds.decimalValue().movePointRight(3).longValue());
    }

    /** Nothing for null. */
    public static void text(ObjectNode node, String member, String value) {
        if (value != null) {
            node.put(member, value);
        }
    }

    /** The text of a member, or another if it has none. */
    public static String read(JsonNode node, String member, String otherwise) {
        return node.path(member).isTextual() ? node.get(member).asText() : otherwise;
    }

    /** Copies those of the members that are present. */
    public static void copy(ObjectNode from, ObjectNode to, String... members) {
        for (String member : members) {
            if (from.has(member)) {
                to.set(member, from.get(member).deepCopy());
            }
        }
    }

    public static List<String> strings(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText()));
        return values;
    }
}
