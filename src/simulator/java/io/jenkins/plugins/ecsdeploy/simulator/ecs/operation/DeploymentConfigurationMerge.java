package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What UpdateService makes of the {@code deploymentConfiguration} that a service has and the one that is asked for. The API
 * reference says nothing of it; measured on AWS on 2026-08-13 (go-to-k/cdkd pull requests 1805 and 1848, issue 1861):
 *
 * <ul>
 *   <li>a member that is left out keeps its value;
 *   <li>a member that is sent is replaced as a whole: lists too, and what a block leaves out gets the API's default;
 *   <li>but {@code deploymentCircuitBreaker} keeps its {@code thresholdConfiguration} and {@code resetOnHealthyTask}.
 * </ul>
 *
 * <p>The blocks of one strategy alone go when another strategy is set: AWS refuses them with it, and Terraform changes
 * strategies without sending the old block.
 */
final class DeploymentConfigurationMerge {

    private static final String BREAKER = "deploymentCircuitBreaker";

    private DeploymentConfigurationMerge() {}

    static ObjectNode of(JsonNode current, ObjectNode asked) {
        ObjectNode merged = current.isObject() ? current.deepCopy() : asked.objectNode();
        asked.fields()
                .forEachRemaining(
                        member -> merged.set(member.getKey(), member.getValue().deepCopy()));
        if (asked.has(BREAKER)) {
            for (String kept : List.of("thresholdConfiguration", "resetOnHealthyTask")) {
                JsonNode before = current.path(BREAKER).path(kept);
                if (!asked.get(BREAKER).has(kept) && !before.isMissingNode()) {
                    merged.withObject("/" + BREAKER).set(kept, before.deepCopy());
                }
            }
        }
        removeUnlessAsked(merged, asked, "linearConfiguration", "LINEAR");
        removeUnlessAsked(merged, asked, "canaryConfiguration", "CANARY");
        return merged;
    }

    private static void removeUnlessAsked(ObjectNode merged, ObjectNode asked, String member, String strategy) {
        if (!asked.has(member) && !merged.path("strategy").asText().equals(strategy)) {
            merged.remove(member);
        }
    }
}
