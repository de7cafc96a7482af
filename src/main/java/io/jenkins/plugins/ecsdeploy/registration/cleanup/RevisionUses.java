package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who uses which revisions of one family: by the revision's {@code family:revision} the first use that was found. */
final class RevisionUses {

    private final String family;
    private final Map<String, String> uses = new LinkedHashMap<>();

    RevisionUses(String family) {
        this.family = family;
    }

    /** Notes a use; one of another family is none of ours. */
    void add(String taskDefinitionArn, String use) {
        if (isOfFamily(taskDefinitionArn)) {
            uses.putIfAbsent(shortName(taskDefinitionArn), use);
        }
    }

    boolean isOfFamily(String taskDefinitionArn) {
        return taskDefinitionArn != null && shortName(taskDefinitionArn).startsWith(family + ":");
    }

    Optional<String> of(String taskDefinitionArn) {
        return Optional.ofNullable(uses.get(shortName(taskDefinitionArn)));
    }

    /** {@code family:revision} of an ARN. */
    static String shortName(String taskDefinitionArn) {
        return Arn.name(taskDefinitionArn);
    }
}
