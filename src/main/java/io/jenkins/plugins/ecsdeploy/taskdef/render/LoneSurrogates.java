package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.Map;

/**
 * Reports halves of a surrogate pair, such as a lone {@code \}{@code ud83d}: no character, so that UTF-8 has none for it
 * (RFC 3629, section 3). Sent, it would become a question mark, and the revision would never equal its template.
 */
public final class LoneSurrogates {

    private final Findings findings;

    public LoneSurrogates(Findings findings) {
        this.findings = findings;
    }

    /** Reports each at the nearest field that the template has. */
    public void report(RenderedObject rendered) {
        rendered.properties().forEach(member -> report(rendered, member.getKey(), member));
    }

    private void report(RenderedObject nearest, String field, Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        boolean inName = JsonSize.of(TextNode.valueOf(member.getKey())).hasLoneSurrogates();
        if (inName || (value.isTextual() && JsonSize.of(value).hasLoneSurrogates())) {
            findings.fault(
                    nearest,
                    field,
                    "holds half of a surrogate pair, which is no character: write both halves, such as \\ud83d\\ude80");
        } else if (value instanceof RenderedObject object) {
            report(object);
        } else if (value.isObject()) {
            value.properties().forEach(inner -> report(nearest, field, inner));
        } else if (value.isArray()) {
            value.forEach(element -> report(nearest, field, Map.entry("", element)));
        }
    }
}
