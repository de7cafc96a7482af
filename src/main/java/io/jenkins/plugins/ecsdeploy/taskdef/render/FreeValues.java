package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextKind;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.math.BigDecimal;
import java.util.Optional;

/** Puts values into a value that the API gives no shape, such as {@code hookDetails}; nothing in it is checked. */
final class FreeValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TextRenderer texts;

    FreeValues(TextRenderer texts) {
        this.texts = texts;
    }

    JsonNode render(TemplateNode value, FieldPath path) {
        if (value instanceof TextValue text) {
            return text(texts.render(text, TextKind.DATA, path));
        } else if (value instanceof BarePlaceholder bare) {
            return text(texts.bare(bare.part(), path));
        } else if (value instanceof NumberValue number) {
            return JSON.numberNode(new BigDecimal(number.digits()));
        } else if (value instanceof BooleanValue truth) {
            return JSON.booleanNode(truth.value());
        } else if (value instanceof ListValue list) {
            ArrayNode rendered = JSON.arrayNode();
            list.elements().forEach(element -> rendered.add(render(element, path)));
            return rendered;
        } else if (value instanceof ObjectValue object) {
            ObjectNode rendered = new RenderedObject(object, path);
            for (Member member : object.members()) {
                rendered.set(
                        member.name().text(),
                        render(member.value(), path.field(member.name().text())));
            }
            return rendered;
        }
        return NullNode.getInstance();
    }

    private static JsonNode text(Optional<String> rendered) {
        return rendered.<JsonNode>map(JSON::textNode).orElse(NullNode.getInstance());
    }
}
