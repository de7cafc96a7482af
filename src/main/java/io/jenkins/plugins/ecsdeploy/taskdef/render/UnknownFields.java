package io.jenkins.plugins.ecsdeploy.taskdef.render;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.read.DescribeOutput;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What the API doesn't know in a place, and what may have been meant by it. */
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

    /** The field that CloudFormation and .NET would write so ({@code ContainerDefinitions}), or null. */
    String inPascalCase(String name, StructureShape shape) {
        for (String known : shape.members().keySet()) {
            if (known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return null;
    }

    /** Reports a field that the shape doesn't have, and looks through its value. */
    void report(Member member, String name, StructureShape shape, FieldPath path) {
        if (!findings.isFull()) {
            String shown = TextRenderer.asTemplateHasIt(member.name());
            findings.fault(
                    member.name().offset(),
                    path,
                    "unknown field " + shown + ": " + shape.name() + " has none of this name" + meant(name, shape));
        }
        lookThrough(member.value(), path);
    }

    private String meant(String name, StructureShape shape) {
        if (DescribeOutput.READ_ONLY_FIELDS.contains(name)) {
            return "; ECS sets it, and on the task definition: remove it";
        }
        for (StructureShape owner : around) {
            if (owner != shape && owner.members().containsKey(name)) {
                return "; it belongs to " + owner.name() + ", further out";
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

    /** What stands in an unknown place is looked through all the same: its placeholders may lack values too. */
    void lookThrough(TemplateNode value, FieldPath path) {
        if (value instanceof TextValue text) {
            texts.render(text, TextKind.COMMAND, path);
        } else if (value instanceof BarePlaceholder bare) {
            texts.bare(bare.part(), path);
        } else if (value instanceof ListValue list) {
            for (int i = 0; i < list.elements().size(); i++) {
                lookThrough(list.elements().get(i), path.index(i));
            }
        } else if (value instanceof ObjectValue object) {
            for (Member member : object.members()) {
                FieldPath memberPath = path.field(member.name().text());
                texts.render(member.name(), TextKind.COMMAND, memberPath);
                lookThrough(member.value(), memberPath);
            }
        }
    }
}
