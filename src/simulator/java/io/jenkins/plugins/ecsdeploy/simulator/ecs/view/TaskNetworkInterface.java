package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The elastic network interface of a task in {@code awsvpc} mode (API reference, Attachment). */
final class TaskNetworkInterface {

    private final EcsTask task;
    private final List<String> subnets;

    TaskNetworkInterface(EcsTask task) {
        this.task = task;
        this.subnets = task.launch().subnets();
    }

    /** What the task's {@code attachments} hold: none in another network mode. */
    ArrayNode attachments() {
        ArrayNode attachments = Json.array();
        if (!subnets.isEmpty()) {
            ObjectNode attachment = attachments
                    .addObject()
                    .put("id", id())
                    .put("type", "ElasticNetworkInterface")
                    .put("status", status());
            ArrayNode details = attachment.putArray("details");
            detail(details, "subnetId", subnet());
            if (attached()) {
                detail(details, "networkInterfaceId", "eni-0" + task.id().substring(0, 16));
                detail(details, "macAddress", macAddress());
                detail(details, "privateDnsName", "ip-" + task.address().replace('.', '-') + ".ec2.internal");
                detail(details, "privateIPv4Address", task.address());
            }
        }
        return attachments;
    }

    /** What each of its containers has as {@code networkInterfaces}. */
    ArrayNode networkInterfaces() {
        ArrayNode interfaces = Json.array();
        if (!subnets.isEmpty() && attached()) {
            interfaces.addObject().put("attachmentId", id()).put("privateIpv4Address", task.address());
        }
        return interfaces;
    }

    private boolean attached() {
        return task.connectivityAt() != null;
    }

    private String status() {
        if (task.stopped()) {
            return "DELETED";
        }
        return attached() ? "ATTACHED" : "PRECREATED";
    }

    private String id() {
        return UUID.nameUUIDFromBytes(task.arn().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A subnet lies in one zone; the first is taken for zone a, the second for zone b. */
    private String subnet() {
        return subnets.get(task.zone().endsWith("a") ? 0 : subnets.size() - 1);
    }

    private String macAddress() {
        String digits = task.id().substring(0, 10);
        StringBuilder address = new StringBuilder("0a");
        for (int i = 0; i < digits.length(); i += 2) {
            address.append(':').append(digits, i, i + 2);
        }
        return address.toString();
    }

    private static void detail(ArrayNode details, String name, String value) {
        details.addObject().put("name", name).put("value", value);
    }
}
