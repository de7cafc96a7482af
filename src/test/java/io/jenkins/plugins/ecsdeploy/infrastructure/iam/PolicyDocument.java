package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Evaluates an identity-based policy, as far as docs/infrastructure uses the language (IAM User Guide, "IAM JSON policy
 * elements"): Allow, actions by name, resources with {@code *}, StringEquals and ArnEquals. Anything else is refused.
 */
public final class PolicyDocument {

    private final JsonNode statements;

    public PolicyDocument(JsonNode document) {
        statements = document.get("Statement");
        for (JsonNode statement : statements) {
            if (!statement.path("Effect").asText().equals("Allow")) {
                throw new IllegalArgumentException("Only Allow is evaluated: " + statement);
            }
        }
    }

    public boolean allows(Permission asked) {
        for (JsonNode statement : statements) {
            if (texts(statement.get("Action")).contains(asked.action())
                    && texts(statement.get("Resource")).stream().anyMatch(it -> matches(it, asked.resource()))
                    && holds(statement.path("Condition"), asked.context())) {
                return true;
            }
        }
        return false;
    }

    public Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.forEach(statement -> actions.addAll(texts(statement.get("Action"))));
        return actions;
    }

    /** SID and resource of each statement, to find those that nothing needs. */
    public List<Permission> entries() {
        List<Permission> entries = new ArrayList<>();
        for (JsonNode statement : statements) {
            for (String action : texts(statement.get("Action"))) {
                for (String resource : texts(statement.get("Resource"))) {
                    entries.add(Permission.of(action, resource));
                }
            }
        }
        return entries;
    }

    static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
        for (int part = 1; part < parts.length; part++) {
            regex.append(".*").append(Pattern.quote(parts[part]));
        }
        return text.matches(regex.toString());
    }

    private static boolean holds(JsonNode conditions, Map<String, String> context) {
        for (Iterator<Map.Entry<String, JsonNode>> operators = conditions.fields(); operators.hasNext(); ) {
            Map.Entry<String, JsonNode> operator = operators.next();
            if (!Set.of("StringEquals", "ArnEquals").contains(operator.getKey())) {
                throw new IllegalArgumentException(operator.getKey() + " isn't evaluated");
            }
            for (Iterator<Map.Entry<String, JsonNode>> keys =
                            operator.getValue().fields();
                    keys.hasNext(); ) {
                Map.Entry<String, JsonNode> key = keys.next();
                if (!texts(key.getValue()).contains(context.get(key.getKey()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        return value.isTextual() ? List.of(value.asText()) : texts;
    }
}
