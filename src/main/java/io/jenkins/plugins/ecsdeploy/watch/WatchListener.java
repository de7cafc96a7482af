package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.util.List;

/** Hears what happens while a deployment is watched. */
public interface WatchListener {

    /** A service event that came after the deployment began; each is told once, oldest first. */
    default void event(ServiceEvent event) {}

    /** One look at the service; told after the events it brought. */
    default void observed(Observation seen) {}

    /** The deployment stands at a gate that is not waited for; each gate is told once. */
    default void paused(Gate gate) {}

    /** Something about the wait itself that a reader of the log should know. */
    default void note(String text) {}

    /** A look that failed and will be tried again; the deployment goes on meanwhile. */
    default void pollFailed(String why, Duration nextLookIn) {}

    /**
     * The deployment can't succeed any more, as far as its stopped tasks tell; told once, and only where the request says
     * failFast. Who hears it may end the deployment; the watch goes on and tells how it ended.
     *
     * @param deployment as it stood; its ARN is what is stopped
     */
    default void unrecoverable(ServiceDeploymentState deployment, String cause) {}

    /** Tells several listeners, in this order. */
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
            public void paused(Gate gate) {
                all.forEach(listener -> listener.paused(gate));
            }

            @Override
            public void note(String text) {
                all.forEach(listener -> listener.note(text));
            }

            @Override
            public void pollFailed(String why, Duration nextLookIn) {
                all.forEach(listener -> listener.pollFailed(why, nextLookIn));
            }

            @Override
            public void unrecoverable(ServiceDeploymentState deployment, String cause) {
                all.forEach(listener -> listener.unrecoverable(deployment, cause));
            }
        };
    }
}
