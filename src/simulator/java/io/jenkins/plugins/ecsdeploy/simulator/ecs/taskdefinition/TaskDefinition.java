package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One registered revision, as DescribeTaskDefinition shows it. */
public final class TaskDefinition {

    private final ObjectNode described;
    private final JsonNode tags;

    TaskDefinition(ObjectNode described, JsonNode tags) {
        this.described = described;
        this.tags = tags;
    }

    public String arn() {
        return described.get("taskDefinitionArn").asText();
    }

    public String family() {
        return described.get("family").asText();
    }

    int revision() {
        return described.get("revision").asInt();
    }

    public String familyAndRevision() {
        return family() + ":" + revision();
    }

    public boolean active() {
        return status().equals("ACTIVE");
    }

    String status() {
        return described.get("status").asText();
    }

    public List<ObjectNode> containers() {
        List<ObjectNode> containers = new ArrayList<>();
        described.get("containerDefinitions").forEach(container -> containers.add((ObjectNode) container));
        return containers;
    }

    /** The text of a task-level member, or null. */
    public String text(String member) {
        return Json.read(described, member, null);
    }

    public boolean compatibleWith(String launchType) {
        return Json.strings(described.get("compatibilities")).contains(launchType);
    }

    ObjectNode described() {
        return described.deepCopy();
    }

    JsonNode tags() {
        return tags.deepCopy();
    }

    void deregister(Instant at) {
        described.put("status", "INACTIVE");
        Json.time(described, "deregisteredAt", at);
    }
}
