package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The containers of a template, by the names they have once values are put in. */
final class Containers {

    static final String FIELD = "containerDefinitions";
    static final String NAME = "name";
    static final String IMAGE = "image";

    private final ObjectValue root;
    private final MemberText texts;

    Containers(ObjectValue root, PlaceholderValues values) {
        this.root = root;
        this.texts = new MemberText(values);
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
            replaced.add(image == null || image.isBlank() ? container : ((ObjectValue) container).with(IMAGE, image));
        }
        return root.with(FIELD, new ListValue(list.offset(), replaced));
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
                TextValue written = MemberText.written(container, NAME);
                findings.fault(
                        written.offset(),
                        JsonPath.ROOT.field(FIELD).index(i).field(NAME),
                        "another container before this one is named " + TextRenderer.asTemplateHasIt(written) + " too");
            }
        }
    }

    private static String noSuchContainer(String container, Set<String> there) {
        if (there.isEmpty()) {
            return "an image was given for container " + container + ", but the template has no container with a name";
        }
        return "an image was given for container " + container + ", which is not in the template; there "
                + (there.size() == 1 ? "is: " : "are: ") + String.join(", ", there)
                + new NearestName(there).question(container);
    }

    private String nameOf(TemplateValue container) {
        return texts.of(container, NAME);
    }
}
