package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides what may be secret in a task definition before any of it is shown. The rule is on the safe side, because build
 * logs are read by many: values of environment variables and references to secrets are always hidden, names never; what
 * commands, labels and options hold is hidden where it looks like a secret.
 */
final class SecretMask {

    static final String HIDDEN = "(hidden)";

    /** References to secrets: no secret themselves, but they name where one lies. */
    private static final Set<String> REFERENCES = Set.of("valueFrom", "credentialsParameter");

    /** Lists of words in which one that is secret can't be told from the next. */
    private static final Set<String> COMMANDS = Set.of("command", "entryPoint");

    private static final Pattern SECRET_WORD = Pattern.compile(
            "(?i)pass|pwd|secret|token|api.?key|access.?key|private.?key|auth(?!or)|credential|bearer|splunk-");

    private static final Pattern URL_WITH_PASSWORD = Pattern.compile("://[^/\\s:@]*:[^/\\s@]*@");

    /**
     * A value fit to be shown.
     *
     * @param owner the field that holds the object or list in which the value stands
     * @param field the value's own field, or {@code owner} again for an element of a list
     */
    JsonNode masked(String owner, String field, JsonNode value) {
        if (isHidden(owner, field, value)) {
            return TextNode.valueOf(HIDDEN);
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(e -> copy.set(e.getKey(), masked(field, e.getKey(), e.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> copy.add(masked(field, field, element)));
            return copy;
        }
        return value;
    }

    private static boolean isHidden(String owner, String field, JsonNode value) {
        if (REFERENCES.contains(field) || (owner.equals("environment") && field.equals("value"))) {
            return true;
        }
        if (NormalForm.FREE_MAPS.contains(owner)) {
            return looksSecret(field) || looksSecret(value.asText());
        }
        return COMMANDS.contains(field) && looksSecret(value.toString());
    }

    private static boolean looksSecret(String text) {
        return SECRET_WORD.matcher(text).find()
                || URL_WITH_PASSWORD.matcher(text).find();
    }
}
