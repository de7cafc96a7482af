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
 * @param deployment the deployment to follow; if empty, the one that is in progress at the first poll is followed; if
 *     none is, the wait is for the desired number of running tasks
 * @param timeout how long to wait; afterwards the deployment is left as it is
 * @param desiredCount what an update of the count alone asked for; used only if no deployment is followed
 * @param failFast whether to report a deployment that can't succeed any more, see {@link WatchListener#unrecoverable}
 * @param reported events that an earlier wait, which this one continues, has reported; the wait adds its own
 * @param previousTaskDefinition ARN of the task definition that the service ran before the update, if known: the
 *     verdict on a rollback says if ECS went back to another one
 */
public record WatchRequest(
        ServiceRef service,
        Optional<DeploymentId> deployment,
        Duration timeout,
        Until until,
        OptionalInt desiredCount,
        boolean failFast,
        ReportedEvents reported,
        Optional<String> previousTaskDefinition) {

    /** A wait for the end, which begins now. */
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
        return new WatchRequest(
                service, deployment, timeout, wanted, desiredCount, failFast, reported, previousTaskDefinition);
    }

    public WatchRequest desiredCount(OptionalInt asked) {
        return new WatchRequest(service, deployment, timeout, until, asked, failFast, reported, previousTaskDefinition);
    }

    public WatchRequest failFast(boolean wanted) {
        return new WatchRequest(
                service, deployment, timeout, until, desiredCount, wanted, reported, previousTaskDefinition);
    }

    public WatchRequest timeout(Duration time) {
        return new WatchRequest(
                service, deployment, time, until, desiredCount, failFast, reported, previousTaskDefinition);
    }

    /** @param before see {@link #reported} */
    public WatchRequest continuing(ReportedEvents before) {
        return new WatchRequest(
                service, deployment, timeout, until, desiredCount, failFast, before, previousTaskDefinition);
    }

    public WatchRequest previousTaskDefinition(Optional<String> arn) {
        return new WatchRequest(service, deployment, timeout, until, desiredCount, failFast, reported, arn);
    }
}
