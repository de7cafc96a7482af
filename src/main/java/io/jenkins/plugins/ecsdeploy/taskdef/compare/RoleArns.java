package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Completes roles that are given by name to ARNs. API reference, RegisterTaskDefinition: "The short name or full Amazon
 * Resource Name (ARN) of the IAM role"; ECS fills in the account
 * (aws-actions/amazon-ecs-render-task-definition issue 19) and describes the ARN
 * (capitalone/Particle-Cloud-Framework issue 128).
 */
final class RoleArns {

    private static final List<String> ROLES = List.of("taskRoleArn", "executionRoleArn");

    private final String prefix;

    /** @param taskDefinitionArn {@code arn:PARTITION:ecs:REGION:ACCOUNT:task-definition/…}; if it is none, names stay */
    RoleArns(String taskDefinitionArn) {
        String[] parts = taskDefinitionArn.split(":", 6);
        prefix = parts.length == 6 ? "arn:" + parts[1] + ":iam::" + parts[4] + ":role/" : "";
    }

    void complete(ObjectNode taskDefinition) {
        for (String role : ROLES) {
            String given = taskDefinition.path(role).asText();
            if (!given.isEmpty() && !given.startsWith("arn:")) {
                taskDefinition.put(role, prefix + given);
            }
        }
    }
}
