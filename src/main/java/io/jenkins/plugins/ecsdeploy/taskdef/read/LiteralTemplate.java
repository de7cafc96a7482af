package io.jenkins.plugins.ecsdeploy.taskdef.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a registered task definition into a template. Nothing in it is a placeholder: a shell's <code>${HOME}</code> in a
 * command is literal.
 */
public final class LiteralTemplate {

    private LiteralTemplate() {}

    public static TemplateNode of(JsonNode json) {
        if (json.isObject()) {
            List<Member> members = new ArrayList<>();
            json.properties()
                    .forEach(member ->
                            members.add(new Member(TextValue.literal(0, member.getKey()), of(member.getValue()))));
            return new ObjectValue(0, members);
        }
        if (json.isArray()) {
            List<TemplateNode> elements = new ArrayList<>();
            json.forEach(element -> elements.add(of(element)));
            return new ListValue(0, elements);
        }
        if (json.isBoolean()) {
            return new BooleanValue(0, json.booleanValue());
        }
        if (json.isNumber()) {
            return new NumberValue(0, json.asText());
        }
        return json.isNull() ? new NullValue(0) : TextValue.literal(0, json.asText());
    }
}
