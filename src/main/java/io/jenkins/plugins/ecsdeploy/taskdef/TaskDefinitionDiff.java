package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the differences between two task definitions in normal form. Good for one comparison. */
final class TaskDefinitionDiff {

    private final ListOrder order = new ListOrder();
    private final SecretMask mask = new SecretMask();
    private final List<Difference> differences = new ArrayList<>();

    List<Difference> of(ObjectNode before, ObjectNode after) {
        members(JsonPath.ROOT, "", before, after);
        return differences;
    }

    private void members(JsonPath path, String owner, ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            values(path.field(name), owner, name, before.get(name), after.get(name));
        }
    }

    private void values(JsonPath path, String owner, String field, JsonNode before, JsonNode after) {
        if (before instanceof ObjectNode was && after instanceof ObjectNode is) {
            members(path, field, was, is);
        } else if (before instanceof ArrayNode || after instanceof ArrayNode) {
            lists(path, owner, field, before, after);
        } else if (before == null || after == null || !before.asText().equals(after.asText())) {
            // By text: it is no difference whether a number stands in quotes.
            report(path, owner, field, before, after);
        }
    }

    private void lists(JsonPath path, String owner, String field, JsonNode before, JsonNode after) {
        if (order.isNamed(field)) {
            Map<String, JsonNode> was = named(field, before);
            Map<String, JsonNode> is = named(field, after);
            Set<String> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            names.forEach(name -> values(path.element(name), field, field, was.get(name), is.get(name)));
        } else if (!(before instanceof ArrayNode was)
                || !(after instanceof ArrayNode is)
                || !order.texts(field, was).equals(order.texts(field, is))) {
            report(path, owner, field, before, after);
        }
    }

    private Map<String, JsonNode> named(String field, JsonNode list) {
        return list instanceof ArrayNode elements ? order.byName(field, elements) : new LinkedHashMap<>();
    }

    private void report(JsonPath path, String owner, String field, JsonNode before, JsonNode after) {
        differences.add(new Difference(path.toString(), shown(owner, field, before), shown(owner, field, after)));
    }

    private String shown(String owner, String field, JsonNode value) {
        if (value == null) {
            return null;
        }
        JsonNode masked = mask.masked(owner, field, value);
        // An empty string would look like nothing at all.
        boolean asJson = masked.isContainerNode() || masked.asText().isEmpty();
        return asJson ? masked.toString() : masked.asText();
    }
}
