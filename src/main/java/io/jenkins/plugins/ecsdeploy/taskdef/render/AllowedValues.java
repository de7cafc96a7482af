package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.List;
import java.util.Map;

/** The values of fields for which the API reference lists all, and which have not gained one in years. */
final class AllowedValues {

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("appProtocol", List.of("http", "http2", "grpc")),
            Map.entry("assignPublicIp", List.of("ENABLED", "DISABLED")),
            Map.entry("availabilityZoneRebalancing", List.of("ENABLED", "DISABLED")),
            Map.entry("condition", List.of("START", "COMPLETE", "SUCCESS", "HEALTHY")),
            Map.entry("cpuArchitecture", List.of("X86_64", "ARM64")),
            Map.entry("iam", List.of("ENABLED", "DISABLED")),
            Map.entry("ipcMode", List.of("host", "task", "none")),
            Map.entry("launchType", List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES")),
            // ECS describes "default" for Windows.
            Map.entry("networkMode", List.of("awsvpc", "bridge", "host", "none", "default")),
            Map.entry("pidMode", List.of("host", "task")),
            Map.entry("propagateTags", List.of("TASK_DEFINITION", "SERVICE", "NONE")),
            Map.entry("protocol", List.of("tcp", "udp")),
            Map.entry("requiresCompatibilities", List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES")),
            Map.entry("schedulingStrategy", List.of("REPLICA", "DAEMON")),
            Map.entry("scope", List.of("task", "shared")),
            Map.entry("transitEncryption", List.of("ENABLED", "DISABLED")));

    /** API reference, Ulimit, name. */
    private static final List<String> ULIMITS = List.of(
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");

    private final Findings findings;

    AllowedValues(Findings findings) {
        this.findings = findings;
    }

    /**
     * All values that the field of this name takes; empty if it takes any.
     *
     * @param holder the field that holds the structure
     */
    static List<String> of(String holder, String field) {
        return holder.equals("ulimits") && field.equals("name") ? ULIMITS : VALUES.getOrDefault(field, List.of());
    }

    /** Reports a value that a field doesn't take. */
    void check(String field, List<String> known, JsonNode rendered, TemplateNode written, FieldPath path) {
        if (known.isEmpty() || !rendered.isTextual() || rendered.textValue().isEmpty()) {
            return;
        }
        if (!known.contains(rendered.textValue())) {
            String expected =
                    String.join(", ", known.subList(0, known.size() - 1)) + " or " + known.get(known.size() - 1);
            String got = written instanceof TextValue text && text.isLiteral()
                    ? "got " + text.quoted() + meant(field, text.text(), known)
                    : "but the value put in is not";
            findings.fault(written.offset(), path, "expects " + expected + ", " + got);
        }
    }

    private static String meant(String field, String text, List<String> known) {
        if (field.equals("protocol") && VALUES.get("appProtocol").contains(text)) {
            return "; for a protocol over tcp, set \"appProtocol\": \"" + text + "\"";
        }
        return new NearestName(known).question(text);
    }
}
