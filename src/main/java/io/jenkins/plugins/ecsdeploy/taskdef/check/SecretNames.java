package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Each secret of a container has a name of its own, which no environment variable has. ECS says "Duplicate secret names
 * found" (CircleCI-Public/aws-ecs-orb issue 190) or "The secret name must be unique and not shared with any new or
 * existing environment variables set on the container" (dagster-io/dagster issue 11622).
 */
final class SecretNames {

    private static final String NAME = "name";

    private final SourceMap places;
    private final Findings findings;

    SecretNames(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        for (JsonNode container : rendered.path(Containers.FIELD)) {
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
        Map<String, ObjectNode> before = new HashMap<>();
        for (JsonNode secret : secrets) {
            if (!(secret instanceof ObjectNode object) || !secret.path(NAME).isTextual()) {
                continue;
            }
            String name = secret.path(NAME).textValue();
            ObjectNode first = before.putIfAbsent(name, object);
            if (first != null) {
                fault(
                        object,
                        " is the name of another secret of this container, at " + places.pathOf(first, NAME)
                                + ": each has its own");
            } else if (variables.contains(name)) {
                fault(object, " is in \"environment\" of this container too: a variable comes from one of them");
            }
        }
    }

    private void fault(ObjectNode secret, String why) {
        findings.fault(places.offsetOf(secret, NAME), places.pathOf(secret, NAME), places.written(secret, NAME) + why);
    }
}
