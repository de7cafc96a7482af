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
 * A list of small objects that is a map in truth, as {@code environment} is.
 *
 * @param field the list
 * @param key the objects' member that names them
 * @param value the objects' member that is their value
 */
record NamedList(String field, String key, String value, MemberText texts) {

    /** The list's owner, with these set: in their places where they have been there, else at the end. */
    ObjectValue laidOver(ObjectValue owner, Map<String, String> given) {
        if (given.isEmpty()) {
            return owner;
        }
        TemplateNode before = owner.get(field);
        int place = before == null ? owner.offset() : before.offset();
        List<TemplateNode> elements = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (TemplateNode element : elements(owner)) {
            String name = texts.of(element, key);
            there.add(name);
            elements.add(given.containsKey(name) ? ((ObjectValue) element).with(value, given.get(name)) : element);
        }
        given.forEach((name, text) -> {
            if (!there.contains(name)) {
                elements.add(new ObjectValue(place, List.of()).with(key, name).with(value, text));
            }
        });
        return owner.with(field, new ListValue(place, elements));
    }

    /** The list's owner, with those of these set that are not there yet. */
    ObjectValue filledUp(ObjectValue owner, Map<String, String> given) {
        Map<String, String> missing = new LinkedHashMap<>(given);
        elements(owner).forEach(element -> missing.remove(texts.of(element, key)));
        return laidOver(owner, missing);
    }

    /** The list's owner without the elements of these names. */
    ObjectValue without(ObjectValue owner, Set<String> names) {
        List<TemplateNode> kept = new ArrayList<>(elements(owner));
        boolean removed = kept.removeIf(element -> names.contains(String.valueOf(texts.of(element, key))));
        return removed ? owner.with(field, new ListValue(owner.get(field).offset(), kept)) : owner;
    }

    private List<TemplateNode> elements(ObjectValue owner) {
        return owner.get(field) instanceof ListValue list ? list.elements() : List.of();
    }
}
