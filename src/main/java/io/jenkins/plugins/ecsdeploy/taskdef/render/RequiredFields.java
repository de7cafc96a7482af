package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;

/**
 * What no task definition can do without: {@code family}, and containers with {@code name} and {@code image} (for a
 * container the API reference marks neither as required; ECS refuses a definition without them all the same), and what
 * the structures in it need.
 */
public final class RequiredFields {

    public static final String FAMILY = "family";

    private final SourceMap places;
    private final Findings findings;

    public RequiredFields(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    /**
     * @param rendered null stands where a fault is known already
     * @param isList whether the template is a list of container definitions, which has no place for a family
     */
    public void check(ObjectNode rendered, boolean isList) {
        check(
                rendered,
                FAMILY,
                isList
                        ? "this is a list of container definitions, which names no family: give the family"
                        : "the task definition has no family: add \"family\": \"...\" at its top level");
        JsonNode containers = rendered.get(Containers.FIELD);
        if (containers == null || (containers.isArray() && containers.isEmpty())) {
            findings.fault(
                    places.offsetOf(rendered, Containers.FIELD),
                    FieldPath.ROOT.field(Containers.FIELD),
                    "the task definition has no container: add at least one with \"name\" and \"image\"");
            return;
        }
        for (JsonNode container : containers) {
            if (container instanceof ObjectNode object) {
                check(object, Containers.NAME, "the container has no name: add \"name\": \"...\" to it");
                check(
                        object,
                        Containers.IMAGE,
                        "the container has no image: add \"image\": \"...\" to it, or give one for this container");
            }
        }
    }

    private void check(ObjectNode object, String field, String missing) {
        JsonNode value = object.get(field);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            boolean empty = value != null || places.isWritten(object, field);
            findings.fault(
                    places.offsetOf(object, field), places.pathOf(object, field), (empty ? "empty: " : "") + missing);
        }
    }

    /** The members that a structure needs. */
    void checkMembers(StructureRules rules, ObjectNode rendered) {
        for (String name : rules.required()) {
            if (!rendered.has(name)) {
                String missing = places.isWritten(rendered, name) ? "\" is empty here" : "\" is missing here";
                findings.fault(
                        places.offsetOf(rendered, name),
                        places.pathOf(rendered, name),
                        "\"" + name + missing + ": " + rules.holder() + " needs it");
            }
        }
    }
}
