package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;

/**
 * What no task definition can do without: {@code family}, and containers with {@code name} and {@code image}. (For a
 * container the API reference marks neither as required; ECS refuses a definition without them all the same.)
 */
final class RequiredFields {

    private static final String FAMILY = "family";

    private final Findings findings;

    RequiredFields(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param root the template, for positions
     * @param rendered what was made of it; null stands where a fault is known already
     */
    void check(ObjectValue root, ObjectNode rendered) {
        check(
                root,
                rendered.get(FAMILY),
                FAMILY,
                JsonPath.ROOT,
                "the task definition has no family: add \"family\": \"...\" at its top level");
        JsonPath path = JsonPath.ROOT.field(Containers.FIELD);
        JsonNode containers = rendered.get(Containers.FIELD);
        if (containers == null || (containers.isArray() && containers.isEmpty())) {
            findings.fault(
                    placeOf(root, Containers.FIELD),
                    path,
                    "the task definition has no container: add at least one with \"name\" and \"image\"");
        } else if (root.get(Containers.FIELD) instanceof ListValue list) {
            for (int i = 0; i < containers.size(); i++) {
                if (containers.get(i) instanceof ObjectNode container
                        && list.elements().get(i) instanceof ObjectValue template) {
                    check(template, container, path.index(i));
                }
            }
        }
    }

    private void check(ObjectValue template, ObjectNode container, JsonPath path) {
        check(
                template,
                container.get(Containers.NAME),
                Containers.NAME,
                path,
                "the container has no name: add \"name\": \"...\" to it");
        check(
                template,
                container.get(Containers.IMAGE),
                Containers.IMAGE,
                path,
                "the container has no image: add \"image\": \"...\" to it, or give one for this container");
    }

    private void check(ObjectValue template, JsonNode value, String field, JsonPath path, String missing) {
        if (value == null) {
            findings.fault(placeOf(template, field), path.field(field), missing);
        } else if (value.isTextual() && value.textValue().isBlank()) {
            findings.fault(placeOf(template, field), path.field(field), "empty: " + missing);
        }
    }

    /** The value where there is one (null, or empty), else the object that lacks it. */
    private static int placeOf(ObjectValue object, String field) {
        Member member = object.member(field);
        return member == null ? object.offset() : member.value().offset();
    }
}
