package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The containers of a template, by the names they have once values are put in. */
final class Containers {

    static final String FIELD = "containerDefinitions";
    static final String NAME = "name";
    static final String IMAGE = "image";

    private final ObjectValue root;
    private final PlaceholderValues values;

    Containers(ObjectValue root, PlaceholderValues values) {
        this.root = root;
        this.values = values;
    }

    /** Names in the template's order; as written where a placeholder in them has no value. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (root.get(FIELD) instanceof ListValue list) {
            for (TemplateValue container : list.elements()) {
                String name = nameOf(container);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /**
     * The template with the images of some containers replaced. Placeholders of a replaced image need no value any more.
     *
     * @param images by container name; one that isn't there is a fault that names those that are
     */
    ObjectValue withImages(Map<String, String> images, Findings findings) {
        Set<String> there = new LinkedHashSet<>(names());
        Member containers = root.member(FIELD);
        int place = containers == null ? root.offset() : containers.name().offset();
        images.forEach((container, image) -> {
            if (!there.contains(container)) {
                findings.fault(place, JsonPath.ROOT.field(FIELD), noSuchContainer(container, there));
            } else if (image.isBlank()) {
                findings.fault(place, JsonPath.ROOT.field(FIELD), "the image given for " + container + " is empty");
            }
        });
        if (images.isEmpty() || containers == null || !(containers.value() instanceof ListValue list)) {
            return root;
        }
        List<TemplateValue> replaced = new ArrayList<>();
        for (TemplateValue container : list.elements()) {
            String name = nameOf(container);
            String image = name == null ? null : images.get(name);
            replaced.add(image == null || image.isBlank() ? container : withImage((ObjectValue) container, image));
        }
        List<Member> members = new ArrayList<>(root.members());
        members.replaceAll(m -> m == containers ? new Member(m.name(), new ListValue(list.offset(), replaced)) : m);
        return new ObjectValue(root.offset(), members);
    }

    /** Two containers of one name are refused: ECS would, and an image could not be given to one of them. */
    void reportDuplicates(Findings findings) {
        if (!(root.get(FIELD) instanceof ListValue list)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.elements().size(); i++) {
            TemplateValue container = list.elements().get(i);
            String name = nameOf(container);
            if (name != null && !name.isEmpty() && !seen.add(name)) {
                TextValue written = writtenName(container);
                findings.fault(
                        written.offset(),
                        JsonPath.ROOT.field(FIELD).index(i).field(NAME),
                        "another container before this one is named " + TextRenderer.asTemplateHasIt(written) + " too");
            }
        }
    }

    private static ObjectValue withImage(ObjectValue container, String image) {
        List<Member> members = new ArrayList<>();
        boolean found = false;
        for (Member member : container.members()) {
            if (member.name().isNamed(IMAGE) || member.name().isPascalCaseOf(IMAGE)) {
                TextValue uri = TextValue.literal(member.value().offset(), image);
                members.add(new Member(member.name(), uri));
                found = true;
            } else {
                members.add(member);
            }
        }
        if (!found) {
            int offset = container.offset();
            members.add(new Member(TextValue.literal(offset, IMAGE), TextValue.literal(offset, image)));
        }
        return new ObjectValue(container.offset(), members);
    }

    private static String noSuchContainer(String container, Set<String> there) {
        if (there.isEmpty()) {
            return "an image was given for container " + container + ", but the template has no container with a name";
        }
        return "an image was given for container " + container + ", which is not in the template; there "
                + (there.size() == 1 ? "is: " : "are: ") + String.join(", ", there)
                + new NearestName(there).question(container);
    }

    /** The template with another family, whatever its own is. */
    static ObjectValue withFamily(ObjectValue root, String family) {
        Member own = root.member(RequiredFields.FAMILY);
        int offset = own == null ? root.offset() : own.value().offset();
        List<Member> members = new ArrayList<>();
        members.add(new Member(TextValue.literal(offset, RequiredFields.FAMILY), TextValue.literal(offset, family)));
        root.members().stream().filter(member -> member != own).forEach(members::add);
        return new ObjectValue(root.offset(), members);
    }

    private String nameOf(TemplateValue container) {
        TextValue name = writtenName(container);
        if (name == null || name.isLiteral()) {
            return name == null ? null : name.text();
        }
        StringBuilder rendered = new StringBuilder();
        for (TextPart part : name.parts()) {
            Optional<String> piece = known(part);
            if (piece.isEmpty()) {
                return name.text();
            }
            rendered.append(piece.get());
        }
        return rendered.toString();
    }

    private Optional<String> known(TextPart part) {
        if (part instanceof TextPart.Literal literal) {
            return Optional.of(literal.text());
        }
        if (part instanceof TextPart.LookAlike lookAlike) {
            return Optional.of(values.find(lookAlike).orElse(lookAlike.written()));
        }
        return part instanceof TextPart.Placeholder placeholder ? values.find(placeholder) : Optional.empty();
    }

    /** The name as a string, however it is written: {@code "web"}, {@code "${APP}"}, or <code>${APP}</code>. */
    private static TextValue writtenName(TemplateValue container) {
        TemplateValue name = container instanceof ObjectValue object ? object.get(NAME) : null;
        if (name instanceof BarePlaceholder bare && bare.part() instanceof TextPart.Placeholder placeholder) {
            return new TextValue(bare.offset(), placeholder.written(), List.of(placeholder));
        }
        if (name instanceof NumberValue number) {
            return TextValue.literal(number.offset(), number.digits());
        }
        return name instanceof TextValue text ? text : null;
    }
}
