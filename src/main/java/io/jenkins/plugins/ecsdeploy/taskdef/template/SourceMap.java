package io.jenkins.plugins.ecsdeploy.taskdef.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.IdentityHashMap;
import java.util.Map;

/** Leads from each object of a rendered definition to the object of the template that it came from. */
public final class SourceMap {

    private record Origin(ObjectValue template, FieldPath path) {}

    private final Map<ObjectNode, Origin> origins = new IdentityHashMap<>();

    public void put(ObjectNode rendered, ObjectValue template, FieldPath path) {
        origins.put(rendered, new Origin(template, path));
    }

    /** The offset of a field's value; of the object if it lacks the field. */
    public int offsetOf(ObjectNode rendered, String field) {
        ObjectValue template = template(rendered);
        Member member = template.member(field);
        return member == null ? template.offset() : member.value().offset();
    }

    public FieldPath pathOf(ObjectNode rendered, String field) {
        return origins.get(rendered).path().field(field);
    }

    /** Whether the template has this field here, even if it is null or empty. */
    public boolean isWritten(ObjectNode rendered, String field) {
        return template(rendered).member(field) != null;
    }

    /** Whether a field's value stands in the template itself; messages don't show values that were put in. */
    public boolean isLiteral(ObjectNode rendered, String field) {
        Member member = template(rendered).member(field);
        return member != null
                && !(member.value() instanceof BarePlaceholder)
                && !(member.value() instanceof TextValue text && !text.isLiteral());
    }

    /** A field's string as the template writes it; values put in may be secret. */
    public String written(ObjectNode rendered, String field) {
        Member member = template(rendered).member(field);
        return member != null && member.value() instanceof TextValue text
                ? text.quoted()
                : "the value given for " + field;
    }

    private ObjectValue template(ObjectNode rendered) {
        return origins.get(rendered).template();
    }
}
