package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to wait for.
 *
 * @param deployment the deployment to follow; empty to follow the one that goes on at the first look, or, where none does,
 *     to wait for the desired number of running tasks
 * @param timeout how long to wait; when it is over the deployment is left as it is
 * @param desiredCount what an update of the count alone asked for; looked at only where no deployment is followed
 * @param failFast whether to tell a deployment that can't succeed any more, see {@link WatchListener#hopeless}
 * @param told events that were told before, by a wait that this one goes on from; the wait adds to them
 * @param ranBefore ARN of the task definition that the service ran before the update, where that is known: a rollback to
 *     another one is told as such
 */
public record WatchRequest(
        ServiceRef service,
        Optional<DeploymentId> deployment,
        Duration timeout,
        Until until,
        OptionalInt desiredCount,
        boolean failFast,
        ReportedEvents told,
        Optional<String> ranBefore) {

    /** A wait for the end that begins now. */
    public WatchRequest(ServiceRef service, Optional<DeploymentId> deployment, Duration timeout) {
        this(
                service,
                deployment,
                timeout,
                Until.COMPLETE,
                OptionalInt.empty(),
                false,
                new ReportedEvents(),
                Optional.empty());
    }

    public WatchRequest until(Until wanted) {
        return new WatchRequest(service, deployment, timeout, wanted, desiredCount, failFast, told, ranBefore);
    }

    public WatchRequest askedFor(OptionalInt count) {
        return new WatchRequest(service, deployment, timeout, until, count, failFast, told, ranBefore);
    }

    public WatchRequest failFast(boolean wanted) {
        return new WatchRequest(service, deployment, timeout, until, desiredCount, wanted, told, ranBefore);
    }

    public WatchRequest within(Duration time) {
        return new WatchRequest(service, deployment, time, until, desiredCount, failFast, told, ranBefore);
    }

    public WatchRequest goingOnFrom(ReportedEvents before) {
        return new WatchRequest(service, deployment, timeout, until, desiredCount, failFast, before, ranBefore);
    }

    /** @param taskDefinition see {@link #ranBefore} */
    public WatchRequest after(Optional<String> taskDefinition) {
        return new WatchRequest(service, deployment, timeout, until, desiredCount, failFast, told, taskDefinition);
    }
}
