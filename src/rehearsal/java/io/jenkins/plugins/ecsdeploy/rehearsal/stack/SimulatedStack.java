package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A stack of docs/infrastructure, made in the simulated AWS: what a resource refers to is made before it, as CloudFormation
 * does it.
 */
public final class SimulatedStack implements TemplateValues.Known {

    private static final Map<String, String> PSEUDO =
            Map.of("AWS::Partition", "aws", "AWS::Region", "us-east-1", "AWS::AccountId", "123456789012");

    private final SimulatedResources resources;
    private final Template template;
    private final UnaryOperator<Template> change;
    private final Map<String, JsonNode> parameters;
    private final TemplateValues values;
    private final Map<String, SimulatedResources.Made> made = new HashMap<>();
    private final Map<String, SimulatedStack> nested = new LinkedHashMap<>();

    /** @param change what a test changes in a template before it is used */
    private SimulatedStack(
            SimulatedResources resources,
            Template template,
            UnaryOperator<Template> change,
            Map<String, JsonNode> parameters) {
        this.resources = resources;
        this.template = template;
        this.change = change;
        this.parameters = parameters;
        values = new TemplateValues(template, this);
    }

    /** @param parameters those that differ from their defaults, or have none */
    public static SimulatedStack create(
            SimulatedResources resources,
            String name,
            UnaryOperator<Template> change,
            Map<String, JsonNode> parameters) {
        SimulatedStack stack = new SimulatedStack(resources, change.apply(Template.read(name)), change, parameters);
        stack.template.resources().stream().filter(stack.values::isMade).forEach(stack::made);
        return stack;
    }

    public Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String output : template.outputs()) {
            outputs.put(output, values.of(template.output(output)).asText());
        }
        return outputs;
    }

    /** A resource of the stack, or of one nested in it as {@code Service.DeployPolicy}: its evaluated properties. */
    public JsonNode properties(String resource) {
        int dot = resource.indexOf('.');
        return dot < 0
                ? values.of(template.properties(resource))
                : nested.get(resource.substring(0, dot)).properties(resource.substring(dot + 1));
    }

    @Override
    public JsonNode ref(String name) {
        if (PSEUDO.containsKey(name)) {
            return TextNode.valueOf(PSEUDO.get(name));
        }
        return template.parameters().contains(name)
                ? parameter(name)
                : made(name).ref();
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        SimulatedResources.Made made = made(resource);
        JsonNode value = made.attributes().get(attribute);
        if (value == null && !template.resources().contains(resource)) {
            return made.ref();
        }
        if (value == null) {
            throw new IllegalArgumentException(resource + " of " + template.name() + " has no attribute " + attribute);
        }
        return value;
    }

    private JsonNode parameter(String name) {
        JsonNode declared = template.parameter(name);
        JsonNode value = parameters.getOrDefault(name, declared.path("Default"));
        if (value.isMissingNode()) {
            throw new IllegalArgumentException(template.name() + " needs the parameter " + name);
        }
        String type = declared.path("Type").asText();
        if (type.startsWith("List<") || type.equals("CommaDelimitedList")) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            List.of(value.asText().split(",")).forEach(list::add);
            return list;
        }
        return type.equals("Number") ? IntNode.valueOf(value.asInt()) : value;
    }

    private SimulatedResources.Made made(String resource) {
        if (!template.resources().contains(resource)) {
            return resources.missing(resource);
        }
        if (!made.containsKey(resource)) {
            dependencies(template.resource(resource).path("DependsOn")).forEach(this::made);
            JsonNode properties = values.of(template.properties(resource));
            String type = template.type(resource);
            made.put(
                    resource,
                    type.equals("AWS::CloudFormation::Stack")
                            ? nested(resource, properties)
                            : resources.make(type, resource, properties));
        }
        return made.get(resource);
    }

    private static List<String> dependencies(JsonNode dependsOn) {
        List<String> names = new ArrayList<>();
        dependsOn.forEach(name -> names.add(name.asText()));
        return dependsOn.isTextual() ? List.of(dependsOn.asText()) : names;
    }

    private SimulatedResources.Made nested(String resource, JsonNode properties) {
        Map<String, JsonNode> given = new HashMap<>();
        properties.path("Parameters").fields().forEachRemaining(field -> given.put(field.getKey(), field.getValue()));
        String url = properties.path("TemplateURL").asText();
        SimulatedStack stack = create(resources, url.substring(0, url.lastIndexOf('.')), change, given);
        nested.put(resource, stack);
        Map<String, JsonNode> outputs = new HashMap<>();
        stack.outputs().forEach((name, value) -> outputs.put("Outputs." + name, TextNode.valueOf(value)));
        return new SimulatedResources.Made(TextNode.valueOf(resource), outputs);
    }
}
