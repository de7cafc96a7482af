package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Notice;
import java.util.List;

/**
 * A task definition ready to be registered.
 *
 * @param json the members of {@code RegisterTaskDefinition} in the template's order, each of the schema's type; the caller's
 *     own copy. It holds the values that were put in, which may be secret
 * @param notices what the template's author may want to know, in the order in which it was found
 */
public record RenderedTaskDefinition(ObjectNode json, List<Notice> notices) {

    public RenderedTaskDefinition {
        notices = List.copyOf(notices);
    }

    /** The family, which every rendered task definition has. */
    public String family() {
        return json.path("family").asText();
    }

    /** Without the definition itself, which may hold secrets. */
    @Override
    public String toString() {
        return "RenderedTaskDefinition[family=" + family() + ", notices=" + notices.size() + "]";
    }
}
