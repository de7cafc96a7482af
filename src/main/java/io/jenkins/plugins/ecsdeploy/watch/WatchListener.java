package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.watch.health.TargetCounts;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Is notified of what happens during a wait. */
public interface WatchListener {

    /** A service event since the deployment began; each once, oldest first. */
    default void event(ServiceEvent event) {}

    /** One completed poll; after the events that it brought. */
    default void observed(Observation seen) {}

    /** Whether to read the health of the service's targets now and then, which takes a call for each target group. */
    default boolean followsTargets() {
        return false;
    }

    /** The health of the service's targets, if it differs from what was read before; after what the poll observed. */
    default void targets(Instant at, TargetCounts counts) {}

    /** The deployment is paused at a gate that the wait did not ask for; each gate once. */
    default void paused(Gate gate) {}

    /** Something about the wait itself that a reader of the log should know. */
    default void note(String text) {}

    /** A poll failed and will be repeated; the deployment is not affected. */
    default void pollFailed(String why, Duration nextPollIn) {}

    /**
     * The deployment can't succeed any more, as its stopped tasks show; once, and only if the request says failFast.
     * The listener may stop the deployment; the wait continues and reports how it ended.
     *
     * @param deployment as last seen; its ARN is what to stop
     */
    default void unrecoverable(ServiceDeploymentState deployment, String cause) {}

    /** Notifies several listeners, in this order. */
    static WatchListener all(WatchListener... listeners) {
        List<WatchListener> all = List.of(listeners);
        return new WatchListener() {
            @Override
            public void event(ServiceEvent event) {
                all.forEach(listener -> listener.event(event));
            }

            @Override
            public void observed(Observation seen) {
                all.forEach(listener -> listener.observed(seen));
            }

            @Override
            public boolean followsTargets() {
                return all.stream().anyMatch(WatchListener::followsTargets);
            }

            @Override
            public void targets(Instant at, TargetCounts counts) {
                all.forEach(listener -> listener.targets(at, counts));
            }

            @Override
            public void paused(Gate gate) {
                all.forEach(listener -> listener.paused(gate));
            }

            @Override
            public void note(String text) {
                all.forEach(listener -> listener.note(text));
            }

            @Override
            public void pollFailed(String why, Duration nextPollIn) {
                all.forEach(listener -> listener.pollFailed(why, nextPollIn));
            }

            @Override
            public void unrecoverable(ServiceDeploymentState deployment, String cause) {
                all.forEach(listener -> listener.unrecoverable(deployment, cause));
            }
        };
    }
}
