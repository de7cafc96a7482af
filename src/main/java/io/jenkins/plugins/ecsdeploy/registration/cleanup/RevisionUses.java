package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who uses which revisions of one family: the first use found, by {@code family:revision}. */
final class RevisionUses {

    private final String family;
    private final Map<String, String> uses = new LinkedHashMap<>();

    RevisionUses(String family) {
        this.family = family;
    }

    /** Adds a use, unless it is of another family. */
    void add(@CheckForNull String taskDefinitionArn, String use) {
        if (taskDefinitionArn != null && isOfFamily(taskDefinitionArn)) {
            uses.putIfAbsent(Arn.name(taskDefinitionArn), use);
        }
    }

    boolean isOfFamily(@CheckForNull String taskDefinitionArn) {
        return taskDefinitionArn != null && Arn.name(taskDefinitionArn).startsWith(family + ":");
    }

    Optional<String> of(String taskDefinitionArn) {
        return Optional.ofNullable(uses.get(Arn.name(taskDefinitionArn)));
    }
}
