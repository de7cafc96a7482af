package io.jenkins.plugins.ecsdeploy.taskdef.change;

import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of objects that each have a name and a value, such as {@code environment}.
 *
 * @param field the list
 * @param key the objects' member that names them
 * @param value the objects' member that is their value
 */
record NameValueList(String field, String key, String value, ResolvedNames resolved) {

    /** The list's owner with these set: in their places if they are there, else at the end. */
    ObjectValue merged(ObjectValue owner, Map<String, String> given) {
        if (given.isEmpty()) {
            return owner;
        }
        int place = owner.offsetOf(field);
        List<TemplateNode> elements = new ArrayList<>();
        Set<String> present = new HashSet<>();
        for (TemplateNode element : elements(owner)) {
            String name = resolved.of(element, key);
            present.add(name);
            elements.add(given.containsKey(name) ? ((ObjectValue) element).with(value, given.get(name)) : element);
        }
        given.forEach((name, text) -> {
            if (!present.contains(name)) {
                elements.add(new ObjectValue(place, List.of()).with(key, name).with(value, text));
            }
        });
        return owner.with(field, new ListValue(place, elements));
    }

    /** The list's owner with those of these set that it lacks. */
    ObjectValue withMissing(ObjectValue owner, Map<String, String> given) {
        Map<String, String> missing = new LinkedHashMap<>(given);
        elements(owner).forEach(element -> missing.remove(resolved.of(element, key)));
        return merged(owner, missing);
    }

    /** The list's owner without the elements of these names. */
    ObjectValue without(ObjectValue owner, Set<String> names) {
        List<TemplateNode> kept = new ArrayList<>(elements(owner));
        boolean removed = kept.removeIf(element -> names.contains(String.valueOf(resolved.of(element, key))));
        return removed ? owner.with(field, new ListValue(owner.offsetOf(field), kept)) : owner;
    }

    private List<TemplateNode> elements(ObjectValue owner) {
        return owner.get(field) instanceof ListValue list ? list.elements() : List.of();
    }
}
