package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which images a build has made, in the files that CodePipeline's actions for ECS read (AWS CodePipeline User Guide, "Image
 * definitions file reference").
 *
 * @param images of {@code imagedefinitions.json}, by container
 * @param values of {@code imageDetail.json}: its image, as the value of {@code IMAGE1_NAME}
 */
public record ImageDefinitions(Map<String, String> images, Map<String, String> values) {

    /** The placeholder that AWS' tutorials and wizards put where {@code imageDetail.json}'s image belongs. */
    public static final String PLACEHOLDER = "IMAGE1_NAME";

    public ImageDefinitions {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        values = Map.copyOf(values);
    }

    /** None. */
    public static ImageDefinitions none() {
        return new ImageDefinitions(Map.of(), Map.of());
    }

    /**
     * Reads either of the two files.
     *
     * @param fileName its name in messages; any
     * @throws io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException with all faults of it
     */
    public static ImageDefinitions parse(String fileName, String text) {
        SourceText source = new SourceText(fileName, text, "image definitions");
        Findings findings = new Findings(source);
        TemplateNode read = TemplateFormat.JSON.read(source, Delimiters.DEFAULT, findings);
        findings.throwIfFaulty();
        ImageDefinitions definitions = read instanceof ListValue list
                ? new ImageDefinitions(byContainer(list, findings), Map.of())
                : new ImageDefinitions(Map.of(), Map.of(PLACEHOLDER, text(read, "ImageURI", FieldPath.ROOT, findings)));
        findings.throwIfFaulty();
        return definitions;
    }

    private static Map<String, String> byContainer(ListValue list, Findings findings) {
        Map<String, String> images = new LinkedHashMap<>();
        List<TemplateNode> elements = list.elements();
        if (elements.isEmpty()) {
            findings.fault(list.offset(), FieldPath.ROOT, "no image is named");
        }
        for (int i = 0; i < elements.size(); i++) {
            FieldPath path = FieldPath.ROOT.index(i);
            String name = text(elements.get(i), "name", path, findings);
            if (images.put(name, text(elements.get(i), "imageUri", path, findings)) != null && !name.isEmpty()) {
                findings.fault(elements.get(i).offset(), path, "container " + name + " is named twice");
            }
        }
        return images;
    }

    /** A member's text; empty, and a fault, if there is none. */
    private static String text(TemplateNode object, String member, FieldPath path, Findings findings) {
        if (object instanceof ObjectValue members
                && members.get(member) instanceof TextValue text
                && !text.text().isBlank()) {
            return text.text();
        }
        findings.fault(
                object.offset(),
                path,
                member
                        + " is missing: imagedefinitions.json is [{\"name\": CONTAINER, \"imageUri\": IMAGE}], imageDetail.json is"
                        + " {\"ImageURI\": IMAGE}");
        return "";
    }

    /** The same, with what the step itself says, which wins. */
    public ImageDefinitions under(Map<String, String> otherImages, Map<String, String> otherValues) {
        return new ImageDefinitions(both(images, otherImages), both(values, otherValues));
    }

    private static Map<String, String> both(Map<String, String> first, Map<String, String> winner) {
        Map<String, String> both = new LinkedHashMap<>(first);
        both.putAll(winner);
        return both;
    }
}
