package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service's definition asks for and the service hasn't, by the members that UpdateService takes one by one: those of
 * the service, and those of its {@code deploymentConfiguration}, which the API merges. A member that the definition does not
 * name is not compared; one that it names is meant as a whole.
 */
public final class ServiceComparison {

    public static final String DEPLOYMENT = "deploymentConfiguration";

    /** UpdateService keeps what of it is left out (go-to-k/cdkd pull request 1805, measured on AWS). */
    private static final String BREAKER = "deploymentCircuitBreaker";

    /**
     * A member that differs.
     *
     * @param member its name, such as {@code desiredCount} or {@code deploymentConfiguration.strategy}
     * @param lines what differs in it, safe for a log; at least one
     */
    public record Changed(String member, List<Difference> lines) {

        public Changed {
            lines = List.copyOf(lines);
        }
    }

    private ServiceComparison() {}

    /**
     * @param described the service as ECS describes it, in the members of {@code CreateService}
     * @param definition what is asked for, in the same
     * @return in the definition's order
     */
    public static List<Changed> between(ObjectNode described, ObjectNode definition) {
        Map<String, JsonNode> before = members(normal(described));
        Map<String, JsonNode> after = members(normal(definition));
        List<Changed> changed = new ArrayList<>();
        for (String member : members(definition).keySet()) {
            JsonNode wanted = after.get(member);
            JsonNode has = before.get(member);
            if (member.equals(DEPLOYMENT + "." + BREAKER)
                    && has instanceof ObjectNode breaker
                    && wanted instanceof ObjectNode asked) {
                has = breaker.deepCopy().retain(names(asked));
            }
            List<Difference> lines =
                    new TaskDefinitionDiff().of(only(member, has, described), only(member, wanted, definition));
            if (!lines.isEmpty()) {
                changed.add(new Changed(member, lines));
            }
        }
        return changed;
    }

    /** Tags that a service lacks or has with another value: they are added one by one, and none is removed. */
    public static List<Difference> tags(Map<String, String> has, JsonNode wanted) {
        List<Difference> lines = new ArrayList<>();
        for (JsonNode tag : wanted) {
            String key = tag.path("key").asText();
            String value = tag.path("value").asText();
            if (!value.equals(has.get(key))) {
                boolean hides = SecretMask.isExternal(tag, "value");
                lines.add(new Difference(
                        "tags[" + (SecretMask.isExternal(tag, "key") ? SecretMask.HIDDEN : key) + "]",
                        hides && has.containsKey(key) ? SecretMask.HIDDEN : has.get(key),
                        hides ? SecretMask.HIDDEN : value));
            }
        }
        return lines;
    }

    /** A fingerprint of each member's value: two are equal if the values mean the same. Values can't be read from it. */
    public static Map<String, String> fingerprints(ObjectNode definition) {
        Map<String, String> prints = new TreeMap<>();
        members(normal(definition))
                .forEach((member, value) -> prints.put(member, sha256(member + canonical("", value))));
        return prints;
    }

    private static ObjectNode normal(ObjectNode service) {
        ObjectNode copy = service.deepCopy();
        ServiceDefaults.apply(copy);
        NormalForm.prune("", copy);
        return copy;
    }

    private static Map<String, JsonNode> members(ObjectNode service) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        service.properties().forEach(member -> {
            if (member.getKey().equals(DEPLOYMENT) && member.getValue().isObject()) {
                member.getValue()
                        .properties()
                        .forEach(inner -> members.put(DEPLOYMENT + "." + inner.getKey(), inner.getValue()));
            } else {
                members.put(member.getKey(), member.getValue());
            }
        });
        return members;
    }

    /** A copy of a service with one member alone, nested as there: paths read as there, and origins stay known. */
    private static ObjectNode only(String member, @CheckForNull JsonNode value, ObjectNode service) {
        ObjectNode object = service.deepCopy();
        ObjectNode holder = object;
        if (member.startsWith(DEPLOYMENT + ".")) {
            object.retain(DEPLOYMENT);
            holder = object.withObjectProperty(DEPLOYMENT);
        }
        String name = member.substring(member.lastIndexOf('.') + 1);
        holder.retain(name);
        if (value == null) {
            holder.remove(name);
        } else {
            holder.set(name, numbers(value.deepCopy()));
        }
        return object;
    }

    private static JsonNode numbers(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(numbers(member.getValue())));
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, numbers(list.get(i)));
            }
        }
        return value.isNumber() && !value.isIntegralNumber() ? ServiceDefaults.canonicalNumber(value) : value;
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String canonical(String field, JsonNode value) {
        if (value.isObject()) {
            Map<String, String> sorted = new TreeMap<>();
            value.properties().forEach(each -> sorted.put(each.getKey(), canonical(each.getKey(), each.getValue())));
            return sorted.toString();
        }
        if (value instanceof ArrayNode list) {
            ListOrder order = new ListOrder();
            return order.isNamed(field)
                    ? new TreeMap<>(order.byName(field, list)).toString()
                    : order.texts(field, list).toString();
        }
        return (value.isNumber() ? ServiceDefaults.canonicalNumber(value) : value).asText();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
