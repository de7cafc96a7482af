package io.jenkins.plugins.ecsdeploy.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import software.amazon.awssdk.services.ecs.model.Service;

/** What a definition may name in another way than ECS does. */
final class SameNames {

    private SameNames() {}

    /**
     * Writes what the service has where the definition means the same: a revision or a role by its name, and any revision of a
     * family that is named alone. Deployments change the revision, and the definition is not to take it back.
     */
    static void keep(ObjectNode definition, Service service) {
        String wanted = definition.path(ServiceSchemas.TASK_DEFINITION).asText("");
        String runs = service.taskDefinition();
        if (!wanted.isEmpty() && runs != null) {
            String name = Arn.name(wanted);
            boolean sameFamily = name.indexOf(':') < 0 && Arn.name(runs).startsWith(name + ":");
            if (sameFamily || Arn.isNameOf(wanted, runs)) {
                definition.put(ServiceSchemas.TASK_DEFINITION, runs);
            }
        }
        String role = definition.path(ServiceSchemas.ROLE).asText("");
        if (!role.isEmpty() && service.roleArn() != null && Arn.isNameOf(role, service.roleArn())) {
            definition.put(ServiceSchemas.ROLE, service.roleArn());
        }
    }
}
