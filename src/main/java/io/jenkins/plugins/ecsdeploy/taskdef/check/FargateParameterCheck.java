package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.List;
import java.util.Set;

/**
 * What Fargate does not support, as it needs an instance of one's own. Developer guide, "Amazon ECS task definition
 * differences for Fargate"; API reference, ContainerDefinition, LinuxParameters, Volume. A fault if ECS is known to refuse
 * it, else a notice.
 */
final class FargateParameterCheck implements DefinitionCheck {

    private static final List<String> CONTAINER =
            List.of("disableNetworking", "dnsSearchDomains", "dnsServers", "dockerSecurityOptions", "extraHosts");
    private static final List<String> LINUX = List.of("devices", "maxSwap", "sharedMemorySize", "swappiness");
    private static final Set<String> LOG_DRIVERS = Set.of("awslogs", "splunk", "awsfirelens");

    private final Findings findings;

    FargateParameterCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        if (!FargateCheck.concerns(rendered)) {
            return;
        }
        // "Tasks using the Fargate launch type do not support ipcMode" (cn-terraform/terraform-aws-ecs-fargate issue
        // 2).
        refuse(rendered, "ipcMode");
        refuse(rendered, "placementConstraints");
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (container instanceof RenderedObject object) {
                container(object);
            }
        }
        for (JsonNode volume : rendered.path("volumes")) {
            // "Fargate compatible task definitions do not support sourcePath"
            // (cloudposse/terraform-aws-ecs-alb-service-task issue 174).
            if (volume.path("host") instanceof RenderedObject host) {
                refuse(host, "sourcePath");
            }
            if (volume instanceof RenderedObject object) {
                refuse(object, "dockerVolumeConfiguration");
            }
        }
    }

    private void container(RenderedObject container) {
        refuse(container, "privileged");
        for (JsonNode resource : container.path("resourceRequirements")) {
            if (resource instanceof RenderedObject object
                    && resource.path("type").asText().equals("GPU")) {
                findings.fault(object, "type", "Fargate has no GPU");
            }
        }
        CONTAINER.forEach(field -> advise(container, field));
        if (container.path("linuxParameters") instanceof RenderedObject linux) {
            LINUX.forEach(field -> advise(linux, field));
        }
        if (container.path("logConfiguration") instanceof RenderedObject log
                && log.path("logDriver").isTextual()
                && !LOG_DRIVERS.contains(log.path("logDriver").textValue())) {
            findings.notice(log, "logDriver", "Fargate has the log drivers awslogs, splunk and awsfirelens only");
        }
    }

    private void refuse(RenderedObject object, String field) {
        if (isSet(object, field)) {
            findings.fault(object, field, "Fargate does not support " + field + ": remove it");
        }
    }

    private void advise(RenderedObject object, String field) {
        if (isSet(object, field)) {
            findings.notice(object, field, "Fargate does not support " + field);
        }
    }

    /** False is what everybody has. */
    private static boolean isSet(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isContainerNode() ? !value.isEmpty() : value.asBoolean(!value.isMissingNode() && !value.isNull());
    }
}
