package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** RegisterTaskDefinition, DescribeTaskDefinition, ListTaskDefinitions, DeregisterTaskDefinition. */
public final class TaskDefinitionOperations {

    private final TaskDefinitions definitions;
    private final EcsArns arns;
    private final EventTimeline timeline;

    public TaskDefinitionOperations(TaskDefinitions definitions, EcsArns arns, EventTimeline timeline) {
        this.definitions = definitions;
        this.arns = arns;
        this.timeline = timeline;
    }

    public ObjectNode register(ObjectNode request) {
        TaskDefinitionRules.check(request);
        String family = request.get("family").asText();
        int revision = definitions.nextRevision(family);
        ObjectNode described = TaskDefinitionDefaults.described(
                request,
                arns.taskDefinition(family, revision),
                revision,
                arns.account().id(),
                timeline.now());
        JsonNode tags = request.has("tags") ? request.get("tags") : Json.array();
        TaskDefinition definition = new TaskDefinition(described, tags);
        definitions.add(definition);
        return answer(definition, true);
    }

    public ObjectNode describe(ObjectNode request) {
        TaskDefinition definition = definitions
                .find(request.path("taskDefinition").asText())
                .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
        return answer(definition, Json.strings(request.path("include")).contains("TAGS"));
    }

    public ObjectNode list(ObjectNode request) {
        String family = Json.read(request, "familyPrefix", "");
        String status = Json.read(request, "status", "ACTIVE");
        List<String> all = new ArrayList<>(definitions.all().stream()
                .filter(definition -> family.isEmpty() || definition.family().equals(family))
                .filter(definition -> definition.status().equals(status))
                .map(TaskDefinition::arn)
                .toList());
        if (request.path("sort").asText().equals("DESC")) {
            Collections.reverse(all);
        }
        ObjectNode result = Json.object();
        result.set("taskDefinitionArns", Json.texts(Paging.page(all, request, 100, result)));
        return result;
    }

    public ObjectNode listFamilies(ObjectNode request) {
        String prefix = Json.read(request, "familyPrefix", "");
        String status = Json.read(request, "status", "ACTIVE");
        List<String> all = definitions.all().stream()
                .filter(definition -> definition.family().startsWith(prefix))
                .filter(definition ->
                        status.equals("ALL") || definition.status().equals(status))
                .map(TaskDefinition::family)
                .distinct()
                .toList();
        ObjectNode result = Json.object();
        result.set("families", Json.texts(Paging.page(all, request, 100, result)));
        return result;
    }

    /** Takes {@code family:revision} or an ARN; a family alone is not enough (API reference). */
    public ObjectNode deregister(ObjectNode request) {
        String reference = request.path("taskDefinition").asText();
        if (EcsArns.resource(reference, "task-definition").indexOf(':') < 0) {
            throw EcsErrors.client("Invalid revision number. Number: null");
        }
        TaskDefinition definition = definitions
                .find(reference)
                .orElseThrow(() -> EcsErrors.client("The specified task definition does not exist."));
        definition.deregister(timeline.now());
        ObjectNode result = Json.object();
        result.set("taskDefinition", definition.described());
        return result;
    }

    /** Tags are a member of the answer, not of the task definition. */
    private static ObjectNode answer(TaskDefinition definition, boolean tags) {
        ObjectNode result = Json.object();
        result.set("taskDefinition", definition.described());
        result.set("tags", tags ? definition.tags() : Json.array());
        return result;
    }
}
