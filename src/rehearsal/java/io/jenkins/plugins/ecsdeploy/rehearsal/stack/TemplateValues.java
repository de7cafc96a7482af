package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates CloudFormation's functions, as far as docs/infrastructure uses them (Template Reference, "Intrinsic functions"). */
public final class TemplateValues {

    /** What a template's names stand for. */
    public interface Known {

        /** Of a parameter, a pseudo parameter or a resource; never asked for AWS::NoValue. */
        JsonNode ref(String name);

        JsonNode attribute(String resource, String attribute);
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^}!]+)}");
    private static final String NO_VALUE = "AWS::NoValue";

    private final Template template;
    private final Known known;

    public TemplateValues(Template template, Known known) {
        this.template = template;
        this.known = known;
    }

    /** @return missing for AWS::NoValue */
    public JsonNode of(JsonNode value) {
        if (value.isArray()) {
            return list(value);
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1) {
            String key = value.fieldNames().next();
            if (key.equals("Ref") || key.startsWith("Fn::")) {
                return function(key, value.get(key));
            }
        }
        ObjectNode object = NODES.objectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = value.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode evaluated = of(field.getValue());
            if (!evaluated.isMissingNode()) {
                object.set(field.getKey(), evaluated);
            }
        }
        return object;
    }

    /** Whether a resource is made at all. */
    public boolean isMade(String resource) {
        JsonNode condition = template.resource(resource).path("Condition");
        return condition.isMissingNode() || holds(condition.asText());
    }

    private boolean holds(String condition) {
        return of(template.condition(condition)).asBoolean();
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> argument.asText().equals(NO_VALUE) ? MissingNode.getInstance() : known.ref(argument.asText());
            case "Fn::GetAtt" ->
                known.attribute(argument.get(0).asText(), argument.get(1).asText());
            case "Fn::Sub" -> TextNode.valueOf(substituted(argument.asText()));
            case "Fn::If" -> of(argument.get(holds(argument.get(0).asText()) ? 1 : 2));
            case "Fn::Equals" ->
                BooleanNode.valueOf(
                        of(argument.get(0)).asText().equals(of(argument.get(1)).asText()));
            case "Fn::Not" -> BooleanNode.valueOf(!of(argument.get(0)).asBoolean());
            case "Fn::Join" -> TextNode.valueOf(String.join(argument.get(0).asText(), texts(of(argument.get(1)))));
            case "Fn::Select" -> of(argument.get(1)).path(argument.get(0).asInt());
            case "Fn::GetAZs" -> NODES.arrayNode().add("us-east-1a").add("us-east-1b");
            case "Fn::Cidr" ->
                cidr(of(argument.get(0)).asText(), argument.get(1).asInt());
            case "Fn::Base64" -> of(argument);
            default -> throw new IllegalArgumentException(name + " isn't known to the tests");
        };
    }

    private String substituted(String text) {
        return SUBSTITUTED
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(named(match.group(1)).asText()));
    }

    private JsonNode named(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? known.ref(name) : known.attribute(name.substring(0, dot), name.substring(dot + 1));
    }

    private JsonNode list(JsonNode items) {
        ArrayNode list = NODES.arrayNode();
        for (JsonNode item : items) {
            JsonNode evaluated = of(item);
            if (!evaluated.isMissingNode()) {
                list.add(evaluated);
            }
        }
        return list;
    }

    /** The first blocks with 8 bits for hosts. */
    private static JsonNode cidr(String range, int count) {
        ArrayNode blocks = NODES.arrayNode();
        String network = range.substring(0, range.indexOf('.', range.indexOf('.') + 1));
        for (int block = 0; block < count; block++) {
            blocks.add(network + "." + block + ".0/24");
        }
        return blocks;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
