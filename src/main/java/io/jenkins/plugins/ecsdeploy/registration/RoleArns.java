package io.jenkins.plugins.ecsdeploy.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.util.List;

/**
 * Completes roles that are given by name to ARNs. API reference, RegisterTaskDefinition: "The short name or full Amazon
 * Resource Name (ARN) of the IAM role"; ECS fills in the account
 * (aws-actions/amazon-ecs-render-task-definition issue 19) and describes the ARN
 * (capitalone/Particle-Cloud-Framework issue 128).
 */
final class RoleArns {

    private static final List<String> ROLES = List.of("taskRoleArn", "executionRoleArn");

    private RoleArns() {}

    /**
     * A copy of a definition with its roles in the account and partition of a registered revision.
     *
     * @param revisionArn if it is no ARN, names stay
     */
    static ObjectNode completed(ObjectNode taskDefinition, String revisionArn) {
        ObjectNode completed = taskDefinition.deepCopy();
        Arn.parse(revisionArn)
                .ifPresent(revision -> ROLES.forEach(role -> {
                    String given = completed.path(role).asText();
                    if (!given.isEmpty() && Arn.parse(given).isEmpty()) {
                        completed.put(
                                role,
                                new Arn(revision.partition(), "iam", "", revision.account(), "role/" + given)
                                        .toString());
                    }
                }));
        return completed;
    }
}
