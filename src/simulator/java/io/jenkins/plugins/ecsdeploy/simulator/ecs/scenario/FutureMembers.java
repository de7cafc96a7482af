package io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Members that services have and no client knows yet, as if the API were newer than the SDK. They are in the answers of
 * DescribeServices and UpdateService, and get lost as they would at AWS: once the block that they are in is sent without
 * them. A member of {@code deploymentConfiguration} itself stays.
 */
public final class FutureMembers {

    private static final String CONFIGURATION = "deploymentConfiguration";

    private final Map<String, Map<JsonPointer, JsonNode>> services = new LinkedHashMap<>();

    /** @param at JSON pointer from the service on, such as {@code /deploymentConfiguration/alarms/gracePeriod} */
    public synchronized void put(String service, String at, JsonNode value) {
        services.computeIfAbsent(service, name -> new LinkedHashMap<>()).put(JsonPointer.compile(at), value);
    }

    /** @return the same answer, with the members in */
    public synchronized ObjectNode answered(String operation, ObjectNode request, ObjectNode answer) {
        if (operation.equals("UpdateService")) {
            String arnOrName = request.path("service").asText();
            Map<JsonPointer, JsonNode> members =
                    services.getOrDefault(arnOrName.substring(arnOrName.lastIndexOf('/') + 1), Map.of());
            members.keySet().removeIf(at -> isReplacedBy(request, at));
        }
        answer.path("services").forEach(this::add);
        add(answer.path("service"));
        return answer;
    }

    private static boolean isReplacedBy(ObjectNode request, JsonPointer at) {
        String first = at.getMatchingProperty();
        if (!first.equals(CONFIGURATION)) {
            return request.has(first);
        }
        JsonPointer block = at.tail();
        return !block.tail().matches() && request.path(first).has(block.getMatchingProperty());
    }

    private void add(JsonNode service) {
        services.getOrDefault(service.path("serviceName").asText(), Map.of()).forEach((at, value) -> {
            if (service.at(at.head()) instanceof ObjectNode block) {
                block.set(at.last().getMatchingProperty(), value);
            }
        });
    }
}
