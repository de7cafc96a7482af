package io.jenkins.plugins.ecsdeploy.taskdef.render;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextKind;
import io.jenkins.plugins.ecsdeploy.taskdef.template.AmountUnit;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What belongs in a field: its shape, and all rules that go by its name. Looked up once for a field, however many places of
 * the template have it.
 */
final class FieldRules {

    private final String name;
    private final Shape shape;
    private final TextKind kind;
    private final AmountUnit unit;
    private final List<String> allowed;
    private final List<String> required;
    /** Of a structure, those that the template has used so far. */
    private final Map<String, FieldRules> members = new HashMap<>();

    @CheckForNull
    private final FieldRules inner;

    private FieldRules(String holder, String name, Shape shape, TextKind kind) {
        this.name = name;
        this.shape = shape;
        this.kind = kind;
        this.unit = AmountUnit.of(name);
        this.allowed = AllowedValues.of(holder, name);
        this.required = RequiredMembers.of(name, shape);
        this.inner = inner(holder, name, shape, kind);
    }

    @CheckForNull
    private static FieldRules inner(String holder, String name, Shape shape, TextKind kind) {
        if (shape instanceof ListShape list) {
            return new FieldRules(holder, name, list.element(), kind);
        }
        return shape instanceof MapShape map ? new FieldRules("", "", map.value(), kind) : null;
    }

    /** The rules of a definition itself. */
    static FieldRules of(StructureShape definition) {
        return new FieldRules("", "", definition, TextKind.FIELD);
    }

    /** The field's name on the wire; for elements of a list the list's, empty for values of a map. */
    String name() {
        return name;
    }

    Shape shape() {
        return shape;
    }

    /** What the strings here are for. */
    TextKind kind() {
        return kind;
    }

    /** What an amount here is counted in. */
    AmountUnit unit() {
        return unit;
    }

    /** All values that the field takes; empty if it takes any. */
    List<String> allowed() {
        return allowed;
    }

    /** Names of the members that a structure here can't do without. */
    List<String> required() {
        return required;
    }

    /** The rules of a list's elements or of a map's values. */
    FieldRules inner() {
        return Objects.requireNonNull(inner);
    }

    /** The rules of a structure's member; null if the structure has none of this name. */
    @CheckForNull
    FieldRules member(String member) {
        FieldRules rules = members.get(member);
        if (rules == null && shape instanceof StructureShape structure) {
            Shape wanted = structure.members().get(member);
            if (wanted != null) {
                rules = new FieldRules(name, member, wanted, TextKind.ofField(name, member));
                members.put(member, rules);
            }
        }
        return rules;
    }
}
