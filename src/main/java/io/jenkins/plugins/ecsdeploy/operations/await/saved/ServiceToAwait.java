package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A service to wait for, and what the build knows about it.
 *
 * @param deployment what the build's update started; empty if it started none, or if the build has not updated it
 * @param changed false if the build's update changed nothing
 * @param desiredCount what the update asked for
 * @param previousTaskDefinition ARN of what ran before the build; empty if it has not updated the service
 * @param reported events that the build's log already has
 * @param unanswered the build's update, if its answer was lost
 * @param taskDefinition ARN of what the service was set to run when the build's update started no deployment; empty if it
 *     started one, or if the build has not updated the service
 */
public record ServiceToAwait(
        ServiceRef service,
        Optional<DeploymentId> deployment,
        boolean changed,
        OptionalInt desiredCount,
        Optional<String> previousTaskDefinition,
        ReportedEvents reported,
        Optional<UnansweredUpdate> unanswered,
        Optional<String> taskDefinition) {

    /** A service that this build has not updated: what is in progress at the first poll is followed. */
    public static ServiceToAwait named(ServiceRef service) {
        return new ServiceToAwait(
                service,
                Optional.empty(),
                true,
                OptionalInt.empty(),
                Optional.empty(),
                new ReportedEvents(),
                Optional.empty(),
                Optional.empty());
    }

    /** A service that this build has updated just now. */
    public static ServiceToAwait updated(UpdatedService updated, OptionalInt desiredCount) {
        return new ServiceToAwait(
                updated.service(),
                updated.deployment(),
                updated.changed(),
                desiredCount,
                Optional.of(updated.previousTaskDefinition()),
                new ReportedEvents(),
                Optional.empty(),
                updated.deployment().isPresent() ? Optional.empty() : Optional.of(updated.taskDefinition()));
    }

    /** The same in a later wait of the build. */
    public ServiceToAwait goingOnFrom(ReportedEvents before) {
        return new ServiceToAwait(
                service, deployment, changed, desiredCount, previousTaskDefinition, before, unanswered, taskDefinition);
    }

    /** The same, if the answer of the update was lost. */
    public ServiceToAwait unanswered(Optional<UnansweredUpdate> update) {
        return new ServiceToAwait(
                service, deployment, changed, desiredCount, previousTaskDefinition, reported, update, taskDefinition);
    }
}
