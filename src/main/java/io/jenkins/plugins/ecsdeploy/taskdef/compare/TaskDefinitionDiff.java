package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the differences between two task definitions in normal form. Good for one comparison. */
final class TaskDefinitionDiff {

    /** Lists whose elements are a name and a value. */
    private static final Set<String> VARIABLES = Set.of("environment", "secrets");

    private final ListOrder order = new ListOrder();
    private final SecretMask mask = new SecretMask();
    private final List<Difference> differences = new ArrayList<>();

    List<Difference> of(ObjectNode before, ObjectNode after) {
        members(FieldPath.ROOT, "", "", before, after);
        return differences;
    }

    private void members(FieldPath path, String owner, String called, ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            Place place = new Place(path.field(name), owner, called, name, SecretMask.isExternal(after, name));
            values(place, before.get(name), after.get(name));
        }
    }

    private void values(Place place, @CheckForNull JsonNode before, @CheckForNull JsonNode after) {
        if (before instanceof ObjectNode was && after instanceof ObjectNode is) {
            members(place.path(), place.field(), is.path("name").asText(), was, is);
        } else if (before instanceof ArrayNode || after instanceof ArrayNode) {
            lists(place, before, after);
        } else if (before == null || after == null || !before.asText().equals(after.asText())) {
            // As text: quotes around a number make no difference.
            report(place, before, after);
        }
    }

    private void lists(Place place, @CheckForNull JsonNode before, @CheckForNull JsonNode after) {
        String field = place.field();
        if (order.isNamed(field)) {
            Map<String, JsonNode> was = named(field, before);
            Map<String, JsonNode> is = named(field, after);
            Set<String> names = new LinkedHashSet<>(was.keySet());
            names.addAll(is.keySet());
            boolean fromAws = is.values().stream().anyMatch(element -> order.isNamedFromAws(field, element));
            names.forEach(name -> {
                JsonNode element = is.get(name);
                boolean hides = fromAws && (element == null || order.isNamedFromAws(field, element));
                FieldPath path = place.path().element(hides ? SecretMask.HIDDEN : name);
                boolean external = hides || (element instanceof RenderedObject object && object.holdsExternal());
                element(new Place(path, field, name, field, external), was.get(name), element);
            });
        } else if (!(before instanceof ArrayNode was)
                || !(after instanceof ArrayNode is)
                || !order.texts(field, was).equals(order.texts(field, is))) {
            report(place, before, after);
        }
    }

    /** A variable that is added or removed is reported by its value alone: its name is in the path. */
    private void element(Place place, @CheckForNull JsonNode before, @CheckForNull JsonNode after) {
        JsonNode there = before == null ? after : before;
        if ((before == null || after == null) && VARIABLES.contains(place.field()) && there.size() == 2) {
            String value = place.field().equals("secrets") ? "valueFrom" : "value";
            String called = there.path("name").asText();
            boolean external = SecretMask.isExternal(after, value) || (after == null && place.external());
            Place ofValue = new Place(place.path().field(value), place.field(), called, value, external);
            report(ofValue, before == null ? null : before.get(value), after == null ? null : after.get(value));
        } else {
            values(place, before, after);
        }
    }

    private Map<String, JsonNode> named(String field, @CheckForNull JsonNode list) {
        return list instanceof ArrayNode elements ? order.byName(field, elements) : new LinkedHashMap<>();
    }

    private void report(Place place, @CheckForNull JsonNode before, @CheckForNull JsonNode after) {
        String was = before != null && place.external() ? SecretMask.HIDDEN : shown(place, before);
        DifferenceExcerpt excerpt = DifferenceExcerpt.of(was, shown(place, after));
        differences.add(new Difference(place.path().toString(), excerpt.before(), excerpt.after()));
    }

    @CheckForNull
    private String shown(Place place, @CheckForNull JsonNode value) {
        if (value == null) {
            return null;
        }
        JsonNode masked = place.external()
                ? mask.external(place.field(), value)
                : mask.masked(place.owner(), place.called(), place.field(), value);
        String text = masked.asText();
        // An empty string would be invisible, and a line break would end the log's line.
        boolean asJson =
                masked.isContainerNode() || text.isEmpty() || text.chars().anyMatch(Character::isISOControl);
        return asJson ? masked.toString() : text;
    }

    /**
     * Where a value stands.
     *
     * @param owner the field that holds the object or list in which it stands
     * @param called the name of that object, such as an environment variable's
     * @param field the value's own field
     * @param external whether the template takes it, or a part of it, from AWS
     */
    private record Place(FieldPath path, String owner, String called, String field, boolean external) {}
}
