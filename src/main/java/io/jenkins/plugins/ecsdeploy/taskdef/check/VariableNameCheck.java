package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Each secret of a container has its own name, which no environment variable has. ECS says "Duplicate secret names
 * found" (CircleCI-Public/aws-ecs-orb issue 190) or "The secret name must be unique and not shared with any new or
 * existing environment variables set on the container" (dagster-io/dagster issue 11622). Two variables of one name it
 * accepts, and keeps no order (PrefectHQ/prefect issue 18306): that is a notice.
 */
final class VariableNameCheck implements DefinitionCheck {

    private static final String NAME = TaskDefinitionFields.NAME;

    private final Findings findings;

    VariableNameCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            JsonNode environment = container.path("environment");
            if (mayHaveTwins(environment)) {
                noticeTwins(environment);
            }
            if (!container.path("secrets").isEmpty()) {
                check(container.path("secrets"), names(environment));
            }
        }
    }

    /** Whether two names have the same hash. Most definitions have many variables and no twins, and pay only for this. */
    private static boolean mayHaveTwins(JsonNode environment) {
        int[] hashes = new int[environment.size()];
        int count = 0;
        for (JsonNode variable : environment) {
            hashes[count++] = variable.path(NAME).asText().hashCode();
        }
        Arrays.sort(hashes);
        for (int i = 1; i < count; i++) {
            if (hashes[i] == hashes[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private void noticeTwins(JsonNode environment) {
        Map<String, RenderedObject> before = new HashMap<>();
        for (JsonNode variable : environment) {
            if (variable instanceof RenderedObject object && variable.path(NAME).isTextual()) {
                RenderedObject first = before.putIfAbsent(variable.path(NAME).textValue(), object);
                if (first != null) {
                    findings.notice(
                            object,
                            NAME,
                            object.written(NAME) + " is also at " + first.pathOf(NAME)
                                    + ": which of the two the container gets is left to chance; remove one of them");
                }
            }
        }
    }

    private static Set<String> names(JsonNode environment) {
        Set<String> names = new HashSet<>();
        environment.forEach(variable -> names.add(variable.path(NAME).textValue()));
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
