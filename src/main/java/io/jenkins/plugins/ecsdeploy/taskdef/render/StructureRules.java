package io.jenkins.plugins.ecsdeploy.taskdef.render;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a structure's fields, each made when a template first has it. */
final class StructureRules {

    private final String holder;
    private final StructureShape shape;
    private final List<String> required;
    private final Map<String, FieldRules> fields = new HashMap<>();

    /** @param holder the field that holds such structures; empty for the task definition itself */
    StructureRules(String holder, StructureShape shape) {
        this.holder = holder;
        this.shape = shape;
        this.required = RequiredMembers.of(holder);
    }

    String holder() {
        return holder;
    }

    StructureShape shape() {
        return shape;
    }

    /** Names of the members that it can't do without. */
    List<String> required() {
        return required;
    }

    /** The rules of a field, or null where the structure has none of this name. */
    FieldRules field(String name) {
        FieldRules rules = fields.get(name);
        if (rules == null && shape.members().containsKey(name)) {
            rules = FieldRules.of(holder, name, shape.members().get(name));
            fields.put(name, rules);
        }
        return rules;
    }
}
