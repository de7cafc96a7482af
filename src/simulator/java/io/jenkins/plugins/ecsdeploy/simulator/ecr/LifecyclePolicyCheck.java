package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;

/** What ECR requires of a lifecycle policy at least (user guide, "Lifecycle policy properties"). */
final class LifecyclePolicyCheck {

    private static final int MINIMUM_LENGTH = 100;
    private static final int LIMIT = 30_720;

    private LifecyclePolicyCheck() {}

    static void check(String policy) {
        if (policy.length() < MINIMUM_LENGTH) {
            throw EcrErrors.invalid(
                    "lifecyclePolicyText", "must have length greater than or equal to " + MINIMUM_LENGTH);
        }
        if (policy.length() > LIMIT) {
            throw EcrErrors.invalid("lifecyclePolicyText", "must have length less than or equal to " + LIMIT);
        }
        JsonNode rules = rules(policy);
        if (!rules.isArray() || rules.isEmpty()) {
            throw failure("object has missing required properties ([\"rules\"])");
        }
        for (JsonNode rule : rules) {
            for (String property : new String[] {"rulePriority", "selection", "action"}) {
                if (!rule.hasNonNull(property)) {
                    throw failure("object has missing required properties ([\"" + property + "\"])");
                }
            }
        }
    }

    private static JsonNode rules(String policy) {
        try {
            return new ObjectMapper().readTree(policy).path("rules");
        } catch (JsonProcessingException notJson) {
            throw failure("string is not valid JSON");
        }
    }

    private static AwsError failure(String reason) {
        return EcrErrors.invalid("LifecyclePolicyText", "Lifecycle policy validation failure: " + reason);
    }
}
