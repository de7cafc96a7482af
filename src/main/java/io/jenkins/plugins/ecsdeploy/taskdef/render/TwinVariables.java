package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Notices two environment variables of one name in a container: ECS accepts them, and keeps no order (PrefectHQ/prefect
 * issue 18306).
 */
final class TwinVariables {

    private static final String NAME = TaskDefinitionFields.NAME;

    private final Findings findings;

    TwinVariables(Findings findings) {
        this.findings = findings;
    }

    void notice(ArrayNode environment) {
        if (!mayHaveTwins(environment)) {
            return;
        }
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

    /** Whether two names have the same hash. Most lists are long and have no twins, and pay only for this. */
    private static boolean mayHaveTwins(ArrayNode environment) {
        int[] hashes = new int[environment.size()];
        for (int i = 0; i < hashes.length; i++) {
            JsonNode name = environment.get(i).get(NAME);
            hashes[i] = name == null || name.isNull() ? i : name.asText().hashCode();
        }
        Arrays.sort(hashes);
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - 1]) {
                return true;
            }
        }
        return false;
    }
}
