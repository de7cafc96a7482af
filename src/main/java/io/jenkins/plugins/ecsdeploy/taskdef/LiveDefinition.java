package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a template of a registered task definition. Nothing in it is a placeholder: a shell's <code>${HOME}</code> in a
 * command is meant as it stands.
 */
final class LiveDefinition {

    private LiveDefinition() {}

    static TemplateValue toTemplate(JsonNode json) {
        if (json.isObject()) {
            List<Member> members = new ArrayList<>();
            json.properties()
                    .forEach(member -> members.add(
                            new Member(TextValue.literal(0, member.getKey()), toTemplate(member.getValue()))));
            return new ObjectValue(0, members);
        }
        if (json.isArray()) {
            List<TemplateValue> elements = new ArrayList<>();
            json.forEach(element -> elements.add(toTemplate(element)));
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
