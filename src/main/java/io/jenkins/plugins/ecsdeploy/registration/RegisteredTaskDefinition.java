package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The revision that a rendered definition became, or already was.
 *
 * @param registered false if an equal revision was there and is reused
 * @param changes what differs from what the service runs, or else from the newest active revision before; empty if there
 *     was nothing to compare with
 */
public record RegisteredTaskDefinition(
        String arn, String family, int revision, boolean registered, List<Difference> changes) {

    public RegisteredTaskDefinition {
        changes = List.copyOf(changes);
    }

    /** Whether an answer says which revision it is about. */
    static boolean isNamed(TaskDefinition revision) {
        return revision.taskDefinitionArn() != null && revision.family() != null && revision.revision() != null;
    }

    static RegisteredTaskDefinition of(TaskDefinition revision, boolean registered, List<Difference> changes) {
        return new RegisteredTaskDefinition(
                revision.taskDefinitionArn(), revision.family(), revision.revision(), registered, changes);
    }

    /** {@code family:revision}. */
    public String familyRevision() {
        return family + ":" + revision;
    }
}
