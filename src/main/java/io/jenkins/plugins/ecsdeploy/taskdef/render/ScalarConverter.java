package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts the text of a single value to the type that the API has for it. Quotes don't matter here: templates have numbers
 * as strings and strings as numbers, and what is meant is clear.
 */
final class ScalarConverter {

    /** Up to 19 digits, so that no exponent and no huge number is ever computed; a fraction of zeros means nothing. */
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}(\\.0{1,19})?");

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    /** @return the typed value, or nothing if the text is none of this type */
    Optional<JsonNode> convert(String text, Shape.Scalar type) {
        return switch (type) {
            case STRING -> Optional.of(TextNode.valueOf(text));
            case INTEGER ->
                whole(text)
                        .filter(number -> number == number.intValue())
                        .map(number -> IntNode.valueOf(number.intValue()));
            case LONG -> whole(text).map(LongNode::valueOf);
            case DOUBLE -> decimal(text);
            case BOOLEAN -> truth(text);
        };
    }

    private static Optional<Long> whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        int point = text.indexOf('.');
        try {
            return Optional.of(Long.parseLong(point < 0 ? text : text.substring(0, point)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? Optional.of(DoubleNode.valueOf(number)) : Optional.empty();
    }

    private static Optional<JsonNode> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(BooleanNode.TRUE);
            case "false" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }
}
