package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code --generate-cli-skeleton} and the console leave in a definition without anybody meaning it: empty strings, and
 * elements that still hold nothing but the skeleton's example. The API refuses them.
 *
 * <p>In a skeleton a map is <code>{"KeyName": ""}</code>, a number 0, and an enumeration its first value.
 */
final class CliSkeleton {

    /** Skeletons fill these fields with the first value that the API knows. */
    private static final Set<String> PREFILLED =
            Set.of("condition", "deviceType", "logDriver", "protocol", "scope", "transitEncryption", "type", "size");

    private static final String EXAMPLE_KEY = "KeyName";
    private static final String COMMAND = "command";
    private static final String ENTRY_POINT = "entryPoint";

    private CliSkeleton() {}

    /** Whether an empty string in this field of a structure means something: as the value of a variable or a tag. */
    static boolean keepsEmpty(String field) {
        return field.equals("value");
    }

    /** Whether empty strings in this list mean something: as arguments of a command. */
    static boolean keepsEmptyElements(String field) {
        return field.equals(COMMAND) || field.equals(ENTRY_POINT);
    }

    /** Whether a map holds no more than a skeleton has. */
    static boolean isExample(ObjectValue map) {
        return map.members().size() == 1
                && map.members().get(0).name().isNamed(EXAMPLE_KEY)
                && isEmpty(map.members().get(0).value());
    }

    /**
     * Whether a structure holds no more than a skeleton has.
     *
     * @param field the field that holds it
     * @param required the members that it can't do without
     */
    static boolean isLeftover(String field, List<String> required, ObjectValue template, ObjectNode rendered) {
        return switch (field) {
            case "portMappings" ->
                isZero(rendered, "containerPort")
                        && isZero(rendered, "hostPort")
                        && !rendered.has("containerPortRange")
                        && !rendered.has("name");
            case "ephemeralStorage" -> isZero(rendered, "sizeInGiB");
            case "logConfiguration", "firelensConfiguration" ->
                template.get("options") instanceof ObjectValue options && isExample(options);
            default -> hasNoneOf(required, template, rendered);
        };
    }

    private static boolean isZero(ObjectNode rendered, String field) {
        return rendered.path(field).isInt() && rendered.path(field).intValue() == 0;
    }

    private static boolean hasNoneOf(List<String> required, ObjectValue template, ObjectNode rendered) {
        if (required.isEmpty()) {
            return false;
        }
        boolean written = false;
        for (String name : required) {
            JsonNode value = rendered.get(name);
            if (value != null && !isEmpty(value) && !PREFILLED.contains(name)) {
                return false;
            }
            Member member = template.member(name);
            written |= member != null && isEmpty(member.value());
        }
        return written && onlyPrefilledText(rendered);
    }

    private static boolean onlyPrefilledText(ObjectNode rendered) {
        for (Iterator<Map.Entry<String, JsonNode>> members = rendered.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            boolean text = member.getValue().isTextual()
                    && !member.getValue().textValue().isEmpty();
            if (text && !PREFILLED.contains(member.getKey())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(JsonNode rendered) {
        return rendered.isTextual() && rendered.textValue().isEmpty()
                || rendered.isObject() && rendered.isEmpty()
                || rendered.isArray() && rendered.size() == 1 && isEmpty(rendered.get(0));
    }

    private static boolean isEmpty(TemplateNode written) {
        return written instanceof TemplateNode.NullValue
                || written instanceof TemplateNode.TextValue text && text.text().isEmpty()
                || written instanceof TemplateNode.ListValue list
                        && list.elements().size() == 1
                        && isEmpty(list.elements().get(0));
    }

    /**
     * A command of one empty argument comes from a skeleton. An entry point of one empty string removes the image's own
     * (Docker Engine API, "reset to system default"), which means something if a command says what to run instead.
     */
    static void removeEmptyCommands(ObjectNode container) {
        if (isEmptyArgument(container.get(COMMAND))) {
            container.remove(COMMAND);
        }
        if (isEmptyArgument(container.get(ENTRY_POINT))
                && container.path(COMMAND).isEmpty()) {
            container.remove(ENTRY_POINT);
        }
    }

    private static boolean isEmptyArgument(JsonNode list) {
        return list != null && list.isArray() && isEmpty(list);
    }
}
