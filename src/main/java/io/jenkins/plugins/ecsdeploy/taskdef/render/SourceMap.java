package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** From which objects of the template the objects of the rendered definition were made, for what is to be said of them. */
public final class SourceMap {

    private record Place(ObjectNode rendered, ObjectValue template, FieldPath path) {}

    /** Most templates have no fault, and nobody asks for a place: only who does pays for the index. */
    private final List<Place> notIndexed = new ArrayList<>();

    private final Map<ObjectNode, Place> index = new IdentityHashMap<>();

    void put(ObjectNode rendered, ObjectValue template, FieldPath path) {
        notIndexed.add(new Place(rendered, template, path));
    }

    private Place of(ObjectNode rendered) {
        notIndexed.forEach(place -> index.put(place.rendered(), place));
        notIndexed.clear();
        return index.get(rendered);
    }

    /** Where a field's value stands; the object that lacks the field where there is none. */
    public int offsetOf(ObjectNode rendered, String field) {
        ObjectValue template = of(rendered).template();
        Member member = template.member(field);
        return member == null ? template.offset() : member.value().offset();
    }

    public FieldPath pathOf(ObjectNode rendered, String field) {
        return of(rendered).path().field(field);
    }

    /** Whether the template has this field here, be it null or empty. */
    boolean isWritten(ObjectNode rendered, String field) {
        return of(rendered).template().member(field) != null;
    }

    /** Whether a field's value is the template's own: what was put in is not shown. */
    public boolean isLiteral(ObjectNode rendered, String field) {
        Member member = of(rendered).template().member(field);
        return member != null
                && !(member.value() instanceof TemplateNode.BarePlaceholder)
                && !(member.value() instanceof TemplateNode.TextValue text && !text.isLiteral());
    }

    /** A field's string as the template has it; values put in may be secret. */
    public String written(ObjectNode rendered, String field) {
        Member member = of(rendered).template().member(field);
        return member != null && member.value() instanceof TemplateNode.TextValue text
                ? TextRenderer.asTemplateHasIt(text)
                : "the value given for " + field;
    }
}
