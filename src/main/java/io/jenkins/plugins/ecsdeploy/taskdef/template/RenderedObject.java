package io.jenkins.plugins.ecsdeploy.taskdef.template;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;

/** An object of a rendered definition, which knows the object of the template that it came from. */
public final class RenderedObject extends ObjectNode {

    private static final long serialVersionUID = 1L;

    private final transient ObjectValue template;
    private final transient FieldPath path;

    public RenderedObject(ObjectValue template, FieldPath path) {
        super(JsonNodeFactory.instance);
        this.template = template;
        this.path = path;
    }

    /** The offset of a field's value; of the object if the template lacks the field. */
    public int offsetOf(String field) {
        return template.offsetOf(field);
    }

    public FieldPath pathOf(String field) {
        return path.field(field);
    }

    /** Whether the template has this field here, even if it is null or empty. */
    public boolean isWritten(String field) {
        return template.member(field) != null;
    }

    /** Whether a field's value stands in the template itself; messages don't show values that were put in. */
    public boolean isLiteral(String field) {
        Member member = template.member(field);
        return member != null
                && !(member.value() instanceof BarePlaceholder)
                && !(member.value() instanceof TextValue text && !text.isLiteral());
    }

    /** A field's string as the template writes it; values put in may be secret. */
    public String written(String field) {
        return template.get(field) instanceof TextValue text ? text.quoted() : "the value given for " + field;
    }

    /** Whether a field's value, or a part of it, comes from AWS: then it is not shown. */
    public boolean isExternal(String field) {
        Member written = template.member(field);
        return written != null
                ? holdsExternal(written.value())
                // Its name may have a placeholder.
                : template.members().stream()
                        .anyMatch(member -> !member.name().isLiteral() && holdsExternal(member.value()));
    }

    /** Whether anything in this object comes from AWS. */
    public boolean holdsExternal() {
        return holdsExternal(template);
    }

    private static boolean holdsExternal(TemplateNode value) {
        if (value instanceof TextValue text) {
            return text.parts().stream().anyMatch(RenderedObject::isExternal);
        }
        if (value instanceof BarePlaceholder bare) {
            return isExternal(bare.part());
        }
        if (value instanceof ListValue list) {
            return list.elements().stream().anyMatch(RenderedObject::holdsExternal);
        }
        return value instanceof ObjectValue object
                && object.members().stream().anyMatch(member -> holdsExternal(member.value()));
    }

    private static boolean isExternal(TextPart part) {
        return part instanceof TextPart.Placeholder placeholder && placeholder.isExternal();
    }

    /** A copy that knows the same origin. */
    @Override
    @SuppressWarnings("unchecked")
    public RenderedObject deepCopy() {
        RenderedObject copy = new RenderedObject(template, path);
        properties()
                .forEach(member -> copy.set(member.getKey(), member.getValue().deepCopy()));
        return copy;
    }

    /** Serialized without its origin. */
    private Object writeReplace() {
        return super.deepCopy();
    }

    /** Equal to any object with the same members, wherever it came from. */
    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
