package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One registered revision, as DescribeTaskDefinition shows it. */
final class TaskDefinition {

    private final ObjectNode described;
    private final JsonNode tags;

    TaskDefinition(ObjectNode described, JsonNode tags) {
        this.described = described;
        this.tags = tags;
    }

    String arn() {
        return described.get("taskDefinitionArn").asText();
    }

    String family() {
        return described.get("family").asText();
    }

    int revision() {
        return described.get("revision").asInt();
    }

    String familyAndRevision() {
        return family() + ":" + revision();
    }

    boolean active() {
        return status().equals("ACTIVE");
    }

    String status() {
        return described.get("status").asText();
    }

    List<ObjectNode> containers() {
        List<ObjectNode> containers = new ArrayList<>();
        described.get("containerDefinitions").forEach(container -> containers.add((ObjectNode) container));
        return containers;
    }

    /** The text of a task-level member, or null. */
    String text(String member) {
        return Json.read(described, member, null);
    }

    boolean compatibleWith(String launchType) {
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
