package io.jenkins.plugins.ecsdeploy.taskdef.render;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextKind;
import java.util.List;

/**
 * What belongs into a field, and all that goes by the field's name: looked up once for a field, not in each of the many
 * places that have it.
 *
 * @param name the field's name on the wire; for elements of a list the list's, empty for values of a map
 * @param shape what belongs there
 * @param kind what the strings there are for
 * @param unit what an amount there is counted in
 * @param values all values that it takes; none where anything may stand there
 * @param inner for the elements of a list or the values of a map; else null
 * @param structure for the members of a structure; else null
 */
record FieldRules(
        String name,
        Shape shape,
        TextKind kind,
        ScalarUnit unit,
        List<String> values,
        FieldRules inner,
        StructureRules structure) {

    /** @param holder the field that holds the structure which has this one */
    static FieldRules of(String holder, String name, Shape shape) {
        return of(name, shape, TextKind.ofField(holder, name));
    }

    private static FieldRules of(String name, Shape shape, TextKind kind) {
        FieldRules inner = shape instanceof ListShape list
                ? of(name, list.element(), kind)
                : shape instanceof MapShape map ? of("", map.value(), kind) : null;
        StructureRules structure = shape instanceof StructureShape members ? new StructureRules(name, members) : null;
        return new FieldRules(name, shape, kind, ScalarUnit.of(name), Enumerations.of(name), inner, structure);
    }
}
