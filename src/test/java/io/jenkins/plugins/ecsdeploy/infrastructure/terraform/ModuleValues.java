package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Evaluates what a module's policies are made of: texts, lists, objects and {@code jsonencode}. */
public final class ModuleValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TerraformModule module;
    private final Function<List<String>, JsonNode> known;

    /** @param known what a reference stands for that is no local */
    public ModuleValues(TerraformModule module, Function<List<String>, JsonNode> known) {
        this.module = module;
        this.known = known;
    }

    public JsonNode of(HclExpression expression) {
        if (expression instanceof HclExpression.Literal literal) {
            return literal(literal.value());
        }
        if (expression instanceof HclExpression.Text text) {
            return TextNode.valueOf(
                    text.parts().stream().map(part -> of(part).asText()).collect(Collectors.joining()));
        }
        if (expression instanceof HclExpression.Reference reference) {
            return reference.path().get(0).equals("local")
                    ? of(module.local(reference.path().get(1)))
                    : known.apply(reference.path());
        }
        if (expression instanceof HclExpression.ListOf list) {
            ArrayNode items = NODES.arrayNode();
            list.items().forEach(item -> items.add(of(item)));
            return items;
        }
        if (expression instanceof HclExpression.ObjectOf object) {
            ObjectNode members = NODES.objectNode();
            object.entries().forEach(entry -> members.set(of(entry.key()).asText(), of(entry.value())));
            return members;
        }
        if (expression instanceof HclExpression.Call call && call.function().equals("jsonencode")) {
            return of(call.arguments().get(0));
        }
        throw new IllegalArgumentException("This isn't evaluated by the tests: " + expression);
    }

    private static JsonNode literal(Object value) {
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number.intValueExact());
        }
        return value instanceof Boolean truth ? NODES.booleanNode(truth) : NODES.textNode((String) value);
    }
}
