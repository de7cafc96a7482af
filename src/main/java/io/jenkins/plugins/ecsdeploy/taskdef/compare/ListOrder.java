package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists of a task definition in which the order means nothing, and the members that identify their elements. ECS returns some
 * of them in another order (hashicorp/terraform-provider-aws, container_definitions.go; kayac/ecspresso, diff.go; eagletmt/hako,
 * ecs_definition_comparator.rb).
 *
 * <p>In all others the order matters: words of a command, DNS servers in the order of their use, environment files of which the
 * first that has a variable wins.
 */
final class ListOrder {

    private static final Map<String, List<String>> IDENTITY = Map.ofEntries(
            Map.entry("containerDefinitions", List.of("name")),
            Map.entry("dependsOn", List.of("containerName")),
            Map.entry("devices", List.of("hostPath", "containerPath")),
            Map.entry("environment", List.of("name")),
            Map.entry("extraHosts", List.of("hostname")),
            Map.entry("inferenceAccelerators", List.of("deviceName")),
            Map.entry("mountPoints", List.of("containerPath")),
            Map.entry("placementConstraints", List.of("type", "expression")),
            Map.entry("portMappings", List.of("containerPort", "containerPortRange", "protocol")),
            Map.entry("properties", List.of("name")),
            Map.entry("resourceRequirements", List.of("type")),
            Map.entry("secretOptions", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("systemControls", List.of("namespace")),
            Map.entry("tmpfs", List.of("containerPath")),
            Map.entry("ulimits", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumesFrom", List.of("sourceContainer")));

    private static final Set<String> SETS = Set.of(
            "add",
            "dockerSecurityOptions",
            "drop",
            "ignoredExitCodes",
            "links",
            "permissions",
            "requiresCompatibilities");

    /** Whether the elements of this list are identified by names. */
    boolean isNamed(String field) {
        return IDENTITY.containsKey(field);
    }

    /** The elements by their names; the second of the same name is called {@code name#2}. */
    Map<String, JsonNode> byName(String field, ArrayNode list) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        for (JsonNode element : list) {
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

    /** The elements of a list of single values as texts; sorted if their order means nothing. */
    List<String> texts(String field, ArrayNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.isContainerNode() ? element.toString() : element.asText()));
        if (SETS.contains(field)) {
            texts.sort(null);
        }
        return texts;
    }
}
