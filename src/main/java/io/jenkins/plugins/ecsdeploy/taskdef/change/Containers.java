package io.jenkins.plugins.ecsdeploy.taskdef.change;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The containers of a template, by the names that they have with values put in. */
public final class Containers {

    private static final String FIELD = TaskDefinitionFields.CONTAINERS;
    private static final String NAME = TaskDefinitionFields.NAME;
    private static final String IMAGE = TaskDefinitionFields.IMAGE;

    private final ObjectValue root;
    private final ResolvedNames resolved;

    public Containers(ObjectValue root, PlaceholderValues values) {
        this.root = root;
        this.resolved = new ResolvedNames(values);
    }

    /** Names in the template's order; as written if a placeholder in one has no value. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        if (root.get(FIELD) instanceof ListValue list) {
            for (TemplateNode container : list.elements()) {
                String name = nameOf(container);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /**
     * The template with the images of some containers replaced. Placeholders of a replaced image need no value.
     *
     * @param images by container name; one that isn't there is a fault that names those that are
     */
    public ObjectValue withImages(Map<String, String> images, Findings findings) {
        Set<String> known = new LinkedHashSet<>(names());
        Member containers = root.member(FIELD);
        int place = containers == null ? root.offset() : containers.name().offset();
        images.forEach((container, image) -> {
            if (!known.contains(container)) {
                findings.fault(place, FieldPath.ROOT.field(FIELD), noSuchContainer("an image", container, known));
            } else if (image.isBlank()) {
                findings.fault(place, FieldPath.ROOT.field(FIELD), "the image given for " + container + " is empty");
            }
        });
        if (images.isEmpty() || containers == null || !(containers.value() instanceof ListValue list)) {
            return root;
        }
        List<TemplateNode> replaced = new ArrayList<>();
        for (TemplateNode container : list.elements()) {
            String name = nameOf(container);
            String image = name == null ? null : images.get(name);
            replaced.add(image == null || image.isBlank() ? container : ((ObjectValue) container).with(IMAGE, image));
        }
        return root.with(FIELD, new ListValue(list.offset(), replaced));
    }

    /** Two containers of one name are refused: ECS would, and an image could not be given to one of them. */
    public void reportDuplicates(Findings findings) {
        if (!(root.get(FIELD) instanceof ListValue list)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.elements().size(); i++) {
            TemplateNode container = list.elements().get(i);
            TextValue written = ResolvedNames.written(container, NAME);
            String name = nameOf(container);
            if (written != null && name != null && !name.isEmpty() && !seen.add(name)) {
                findings.fault(
                        written.offset(),
                        FieldPath.ROOT.field(FIELD).index(i).field(NAME),
                        "an earlier container is also named " + written.quoted());
            }
        }
    }

    /** @param given what is for this container: "an image" */
    static String noSuchContainer(String given, String container, Set<String> known) {
        String message = given + " was given for container " + container;
        if (known.isEmpty()) {
            return message + ", but the template has no container with a name";
        }
        return message + ", which is not in the template; there "
                + (known.size() == 1 ? "is: " : "are: ") + String.join(", ", known)
                + new NearestName(known).question(container);
    }

    @CheckForNull
    private String nameOf(TemplateNode container) {
        return resolved.of(container, NAME);
    }
}
