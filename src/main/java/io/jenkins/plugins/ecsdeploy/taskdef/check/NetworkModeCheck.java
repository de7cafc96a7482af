package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/**
 * Containers are linked in network mode bridge alone (API reference, ContainerDefinition, links); "Links are not supported
 * when networkMode=awsvpc" (aws-observability/aws-otel-collector issue 1359).
 */
final class NetworkModeCheck implements DefinitionCheck {

    private static final String LINKS = "links";

    private final Findings findings;

    NetworkModeCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        String mode = rendered.path("networkMode").asText("bridge");
        if (mode.equals("bridge") || mode.equals("default")) {
            return;
        }
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (container instanceof RenderedObject object
                    && !container.path(LINKS).isEmpty()) {
                if (mode.equals("awsvpc")) {
                    findings.fault(
                            object,
                            LINKS,
                            "there are no links in network mode awsvpc: containers of a task reach each other on"
                                    + " localhost; remove them");
                } else if (rendered.path("networkMode").isTextual()) {
                    findings.notice(object, LINKS, "links have no effect in network mode " + mode + ", only in bridge");
                }
            }
        }
    }
}
