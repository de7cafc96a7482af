package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** From which objects of the template the objects of the rendered definition were made, for what is to be said of them. */
final class Places {

    private record Place(ObjectNode rendered, ObjectValue template, JsonPath path) {}

    /** Most templates have no fault, and nobody asks for a place: only who does pays for the index. */
    private final List<Place> notIndexed = new ArrayList<>();

    private final Map<ObjectNode, Place> index = new IdentityHashMap<>();

    void put(ObjectNode rendered, ObjectValue template, JsonPath path) {
        notIndexed.add(new Place(rendered, template, path));
    }

    private Place of(ObjectNode rendered) {
        notIndexed.forEach(place -> index.put(place.rendered(), place));
        notIndexed.clear();
        return index.get(rendered);
    }

    /** Where a field's value stands; the object that lacks the field where there is none. */
    int offsetOf(ObjectNode rendered, String field) {
        ObjectValue template = of(rendered).template();
        Member member = template.member(field);
        return member == null ? template.offset() : member.value().offset();
    }

    JsonPath pathOf(ObjectNode rendered, String field) {
        return of(rendered).path().field(field);
    }

    /** Whether the template has this field here, be it null or empty. */
    boolean isWritten(ObjectNode rendered, String field) {
        return of(rendered).template().member(field) != null;
    }

    /** Whether a field's value is the template's own: what was put in is not shown. */
    boolean isLiteral(ObjectNode rendered, String field) {
        Member member = of(rendered).template().member(field);
        return member != null
                && !(member.value() instanceof TemplateValue.BarePlaceholder)
                && !(member.value() instanceof TemplateValue.TextValue text && !text.isLiteral());
    }

    /** A field's string as the template has it; values put in may be secret. */
    String written(ObjectNode rendered, String field) {
        Member member = of(rendered).template().member(field);
        return member != null && member.value() instanceof TemplateValue.TextValue text
                ? TextRenderer.asTemplateHasIt(text)
                : "the value given for " + field;
    }
}
