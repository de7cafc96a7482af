package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The log driver awslogs has the options that it needs. API reference, LogConfiguration, options; "Log driver awslogs
 * requires options: awslogs-region, awslogs-group" (aws-cloudformation/cfn-lint issue 1787; on EC2 too:
 * terraform-aws-modules/terraform-aws-ecs issue 173).
 */
final class LogDriverCheck implements DefinitionCheck {

    private static final String CONFIGURATION = "logConfiguration";
    private static final String OPTIONS = "options";
    private static final String PREFIX = "awslogs-stream-prefix";

    private final Findings findings;

    LogDriverCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (container.path(CONFIGURATION) instanceof RenderedObject log
                    && log.path("logDriver").asText().equals("awslogs")
                    && !log.path(OPTIONS).isNull()) {
                options(log, FargateCheck.concerns(rendered));
            }
        }
    }

    private void options(RenderedObject log, boolean fargate) {
        List<String> missing = new ArrayList<>();
        for (String option : List.of("awslogs-region", "awslogs-group")) {
            if (isMissing(log, option)) {
                missing.add(option);
            }
        }
        if (!missing.isEmpty()) {
            findings.fault(log, OPTIONS, "the log driver awslogs needs " + String.join(" and ", missing));
        } else if (fargate && isMissing(log, PREFIX)) {
            findings.notice(log, OPTIONS, "on Fargate the log driver awslogs needs " + PREFIX + " too");
        }
    }

    private static boolean isMissing(JsonNode log, String option) {
        JsonNode value = log.path(OPTIONS).path(option);
        return value.isMissingNode() || (value.isTextual() && value.textValue().isEmpty());
    }
}
