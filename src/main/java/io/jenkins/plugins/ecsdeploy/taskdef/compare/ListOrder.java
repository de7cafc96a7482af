package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lists of task definitions and services in which the order means nothing, and the members that identify their elements. ECS returns some
 * of them in another order (hashicorp/terraform-provider-aws, container_definitions.go; kayac/ecspresso, diff.go; eagletmt/hako,
 * ecs_definition_comparator.rb).
 *
 * <p>In all others the order matters: words of a command, DNS servers in the order of their use, environment files of which the
 * first that has a variable wins.
 */
final class ListOrder {

    private static final Map<String, List<String>> IDENTITY = Map.ofEntries(
            Map.entry("capacityProviderStrategy", List.of("capacityProvider")),
            Map.entry("containerDefinitions", List.of("name")),
            Map.entry("dependsOn", List.of("containerName")),
            Map.entry("devices", List.of("hostPath", "containerPath")),
            Map.entry("environment", List.of("name")),
            Map.entry("extraHosts", List.of("hostname")),
            Map.entry("inferenceAccelerators", List.of("deviceName")),
            Map.entry("lifecycleHooks", List.of("targetType", "hookTargetArn")),
            Map.entry("loadBalancers", List.of("containerName", "containerPort")),
            Map.entry("mountPoints", List.of("containerPath")),
            Map.entry("placementConstraints", List.of("type", "expression")),
            Map.entry("portMappings", List.of("containerPort", "containerPortRange", "protocol")),
            Map.entry("properties", List.of("name")),
            Map.entry("resourceRequirements", List.of("type")),
            Map.entry("secretOptions", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("serviceRegistries", List.of("registryArn")),
            Map.entry("services", List.of("portName")),
            Map.entry("systemControls", List.of("namespace")),
            Map.entry("tags", List.of("key")),
            Map.entry("tmpfs", List.of("containerPath")),
            Map.entry("ulimits", List.of("name")),
            Map.entry("volumeConfigurations", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumesFrom", List.of("sourceContainer")),
            Map.entry("vpcLatticeConfigurations", List.of("portName")));

    /** Named lists that may have a name twice, in any order: ECS keeps none (PrefectHQ/prefect issue 18306). */
    private static final Set<String> UNORDERED_TWINS =
            Set.of("environment", "portMappings", "loadBalancers", "lifecycleHooks", "vpcLatticeConfigurations");

    private static final Set<String> SETS = Set.of(
            "add",
            "alarmNames",
            "dockerSecurityOptions",
            "drop",
            "ignoredExitCodes",
            "lifecycleStages",
            "links",
            "permissions",
            "requiresCompatibilities",
            "securityGroups",
            "subnets");

    /** Whether the elements of this list are identified by names. */
    boolean isNamed(String field) {
        return IDENTITY.containsKey(field);
    }

    /** The elements by their names; the second of the same name is called {@code name#2}. */
    Map<String, JsonNode> byName(String field, ArrayNode list) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        if (UNORDERED_TWINS.contains(field)) {
            elements.sort(Comparator.comparing(ListOrder::canonical));
        }
        for (JsonNode element : elements) {
            String name = IDENTITY.get(field).stream()
                    .map(member -> element.path(member).asText())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("/"));
            String unused = name;
            for (int i = 2; named.containsKey(unused); i++) {
                unused = name + "#" + i;
            }
            named.put(unused, element);
        }
        return named;
    }

    /** Whether an element is identified by something that the template takes from AWS. */
    boolean isNamedFromAws(String field, JsonNode element) {
        return IDENTITY.get(field).stream().anyMatch(member -> SecretMask.isExternal(element, member));
    }

    /** The elements of a list of single values as texts; sorted if their order means nothing. */
    List<String> texts(String field, ArrayNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.isContainerNode() ? canonical(element) : element.asText()));
        if (SETS.contains(field)) {
            texts.sort(null);
        }
        return texts;
    }

    /** As JSON with the members of objects in one order: theirs means nothing. */
    private static String canonical(JsonNode value) {
        if (value.isObject()) {
            Map<String, String> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            return members.toString();
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(canonical(element)));
            return elements.toString();
        }
        // Quotes around a number make no difference.
        return TextNode.valueOf(value.asText()).toString();
    }
}
