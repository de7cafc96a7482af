package io.jenkins.plugins.ecsdeploy.infrastructure.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.Names;
import io.jenkins.plugins.ecsdeploy.infrastructure.Wire;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wires of a CloudFormation template: each Ref, GetAtt and Sub, and what a condition depends on. Policies are compared
 * whole, and tags connect nothing: both are left out.
 */
public final class TemplateWires {

    private static final Set<String> LEFT_OUT = Set.of("AssumeRolePolicyDocument", "PolicyDocument", "Tags");
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^}!]+)}");

    private final Template template;
    private final Set<Wire> wires = new TreeSet<>();
    private String from = "";

    private TemplateWires(Template template) {
        this.template = template;
    }

    public static Set<Wire> of(Template template) {
        TemplateWires reader = new TemplateWires(template);
        template.resources().forEach(reader::resource);
        for (String output : template.outputs()) {
            reader.from = "output";
            reader.walk(Names.snake(output), template.output(output));
        }
        return reader.wires;
    }

    private void resource(String logicalId) {
        from = Names.snake(logicalId);
        JsonNode resource = template.resource(logicalId);
        if (resource.has("Condition")) {
            walk("count", template.condition(resource.get("Condition").asText()));
        }
        resource.path("Properties").fields().forEachRemaining(property -> walk(property.getKey(), property.getValue()));
    }

    /** @param property the innermost name so far */
    private void walk(String property, JsonNode value) {
        if (LEFT_OUT.contains(property)) {
            return;
        }
        if (value.isArray()) {
            value.forEach(item -> walk(property, item));
            return;
        }
        String named = value.path("Name").asText(value.path("Key").asText());
        if (!named.isEmpty() && value.has("Value")) {
            walk(named, value.get("Value")); // such as {Name: LoadBalancer, Value: !Ref …}
            return;
        }
        value.fields().forEachRemaining(field -> member(property, field.getKey(), field.getValue()));
    }

    private void member(String property, String key, JsonNode value) {
        switch (key) {
            case "Ref" -> wire(property, value.asText());
            case "Fn::GetAtt" ->
                attribute(property, value.get(0).asText(), value.get(1).asText());
            case "Fn::Sub" -> {
                Matcher matcher = SUBSTITUTED.matcher(value.asText());
                while (matcher.find()) {
                    int dot = matcher.group(1).indexOf('.');
                    wire(property, dot < 0 ? matcher.group(1) : matcher.group(1).substring(0, dot));
                }
            }
            case "Fn::If" -> {
                walk(property, template.condition(value.get(0).asText()));
                walk(property, value.get(1));
                walk(property, value.get(2));
            }
            default -> walk(key.startsWith("Fn::") ? property : key, value);
        }
    }

    private void attribute(String property, String resource, String attribute) {
        if (attribute.startsWith("Outputs.")) {
            wires.add(new Wire(
                    from,
                    Names.snake(property),
                    Names.snake(resource) + "." + Names.snake(attribute.substring("Outputs.".length()))));
        } else {
            wire(property, resource);
        }
    }

    private void wire(String property, String target) {
        if (target.startsWith("AWS::")) {
            return;
        }
        String to = template.parameters().contains(target) ? "var." + Names.snake(target) : Names.snake(target);
        wires.add(new Wire(from, Names.snake(property), to));
    }
}
