package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Each secret of a container has its own name, which no environment variable has. ECS says "Duplicate secret names
 * found" (CircleCI-Public/aws-ecs-orb issue 190) or "The secret name must be unique and not shared with any new or
 * existing environment variables set on the container" (dagster-io/dagster issue 11622).
 */
final class SecretNameCheck implements DefinitionCheck {

    private static final String NAME = TaskDefinitionFields.NAME;

    private final Findings findings;

    SecretNameCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (!container.path("secrets").isEmpty()) {
                check(container.path("secrets"), variables(container));
            }
        }
    }

    private static Set<String> variables(JsonNode container) {
        Set<String> names = new HashSet<>();
        container
                .path("environment")
                .forEach(variable -> names.add(variable.path(NAME).textValue()));
        return names;
    }

    private void check(JsonNode secrets, Set<String> variables) {
        Map<String, RenderedObject> before = new HashMap<>();
        for (JsonNode secret : secrets) {
            if (!(secret instanceof RenderedObject object) || !secret.path(NAME).isTextual()) {
                continue;
            }
            String name = secret.path(NAME).textValue();
            RenderedObject first = before.putIfAbsent(name, object);
            if (first != null) {
                fault(
                        object,
                        " is also the name of the secret at " + first.pathOf(NAME)
                                + ": each secret of a container needs its own name");
            } else if (variables.contains(name)) {
                fault(object, " is also in \"environment\" of this container: remove it from one of them");
            }
        }
    }

    private void fault(RenderedObject secret, String why) {
        findings.fault(secret, NAME, secret.written(NAME) + why);
    }
}
