package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.Set;

/**
 * Masks what may be secret in a task definition before any of it is shown, because many people read build logs. References to
 * secrets are always masked, names never; values of environment variables, commands, labels and options are masked if the
 * name or the value looks like a secret; what the template takes from AWS always.
 */
final class SecretMask {

    static final String HIDDEN = "(hidden)";

    /** References to secrets: not secret themselves, but they say where a secret is. */
    private static final Set<String> REFERENCES = Set.of("valueFrom", "credentialsParameter");

    /** Lists of words, masked as a whole: which of the words is the secret is not known. */
    private static final Set<String> COMMANDS = Set.of("command", "entryPoint");

    private static final String ENVIRONMENT = "environment";

    /**
     * The value as it may be shown.
     *
     * @param owner the field that holds the object or list in which the value stands
     * @param name the name of the object in which the value stands, such as an environment variable's; may be empty
     * @param field the value's own field, or {@code owner} again for an element of a list
     */
    JsonNode masked(String owner, String name, String field, JsonNode value) {
        if (isHidden(owner, name, field, value)) {
            return TextNode.valueOf(HIDDEN);
        }
        if (value instanceof ObjectNode object) {
            String own = object.path("name").asText();
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(e -> copy.set(
                            e.getKey(),
                            isExternal(object, e.getKey())
                                    ? external(e.getKey(), e.getValue())
                                    : masked(field, own, e.getKey(), e.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> copy.add(masked(field, "", field, element)));
            return copy;
        }
        return value;
    }

    /** Whether the template takes a field's value, or a part of it, from AWS. */
    static boolean isExternal(@CheckForNull JsonNode object, String field) {
        return object instanceof RenderedObject rendered && rendered.isExternal(field);
    }

    /** A value of which the template takes all or a part from AWS: of objects, these parts are masked. */
    JsonNode external(String field, JsonNode value) {
        boolean hasParts = value instanceof RenderedObject
                || (value.isArray() && !value.isEmpty() && value.get(0) instanceof RenderedObject);
        return hasParts ? masked(field, "", field, value) : TextNode.valueOf(HIDDEN);
    }

    private static boolean isHidden(String owner, String name, String field, JsonNode value) {
        if (REFERENCES.contains(field)) {
            return true;
        }
        if (owner.equals(ENVIRONMENT) && field.equals("value")) {
            return SecretDetector.isSecretName(name) || SecretDetector.isSecretValue(value.asText());
        }
        if (NormalForm.FREE_MAPS.contains(owner)) {
            return SecretDetector.isSecretName(field) || SecretDetector.isSecretValue(value.asText());
        }
        return COMMANDS.contains(field) && SecretDetector.holdsSecret(value.toString());
    }
}
