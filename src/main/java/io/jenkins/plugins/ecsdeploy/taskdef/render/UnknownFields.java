package io.jenkins.plugins.ecsdeploy.taskdef.render;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextKind;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Reports fields that the API doesn't have in a place, and what may have been meant. */
final class UnknownFields {

    private final TextRenderer texts;
    private final Findings findings;
    private final Deque<StructureShape> around = new ArrayDeque<>();

    UnknownFields(TextRenderer texts, Findings findings) {
        this.texts = texts;
        this.findings = findings;
    }

    void enter(StructureShape shape) {
        around.push(shape);
    }

    void leave() {
        around.pop();
    }

    /** The field that CloudFormation and .NET write with a capital letter ({@code ContainerDefinitions}), or null. */
    @CheckForNull
    String inPascalCase(String name, StructureShape shape) {
        for (String known : shape.members().keySet()) {
            if (known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return null;
    }

    /** Reports a field that the shape doesn't have, and searches its value. */
    void report(Member member, String name, StructureShape shape, FieldPath path) {
        if (!findings.isFull()) {
            String shown = member.name().quoted();
            findings.fault(
                    member.name().offset(),
                    path,
                    "unknown field " + shown + ": " + shape.name() + " has no such field" + meant(name, shape));
        }
        search(member.value(), path);
    }

    private String meant(String name, StructureShape shape) {
        boolean inTaskDefinition = around.getLast().members().containsKey(TaskDefinitionFields.CONTAINERS);
        if (inTaskDefinition && TaskDefinitionFields.SET_BY_ECS.contains(name)) {
            return "; only ECS sets it, on the task definition: remove it";
        }
        for (StructureShape owner : around) {
            if (owner != shape && owner.members().containsKey(name)) {
                return "; it belongs to " + owner.name() + ", at an outer level";
            }
        }
        for (Map.Entry<String, Shape> member : shape.members().entrySet()) {
            Shape inner = member.getValue() instanceof ListShape list ? list.element() : member.getValue();
            if (inner instanceof StructureShape structure
                    && structure.members().containsKey(name)
                    && !name.equals("name")) {
                return "; it belongs to " + structure.name() + ", in " + member.getKey();
            }
        }
        return new NearestName(shape.members().keySet()).question(name);
    }

    /** Searches a value without a shape for faults in its texts: its placeholders may lack values too. */
    void search(TemplateNode value, FieldPath path) {
        if (value instanceof TextValue text) {
            texts.render(text, TextKind.COMMAND, path);
        } else if (value instanceof BarePlaceholder bare) {
            texts.bare(bare.part(), path);
        } else if (value instanceof ListValue list) {
            for (int i = 0; i < list.elements().size(); i++) {
                search(list.elements().get(i), path.index(i));
            }
        } else if (value instanceof ObjectValue object) {
            for (Member member : object.members()) {
                FieldPath memberPath = path.field(member.name().text());
                texts.render(member.name(), TextKind.COMMAND, memberPath);
                search(member.value(), memberPath);
            }
        }
    }
}
