package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Duration;

/** Hears what happens while a deployment is watched. */
public interface WatchListener {

    /** A service event that came after the deployment began; each is told once, oldest first. */
    default void event(ServiceEvent event) {}

    /** One look at the service; told after the events it brought. */
    default void observed(Observation seen) {}

    /** A look that failed and will be tried again; the deployment goes on meanwhile. */
    default void lookFailed(String why, Duration nextLookIn) {}

    /** Tells several listeners, in this order. */
    static WatchListener all(WatchListener... listeners) {
        return new WatchListener() {
            @Override
            public void event(ServiceEvent event) {
                for (WatchListener listener : listeners) {
                    listener.event(event);
                }
            }

            @Override
            public void observed(Observation seen) {
                for (WatchListener listener : listeners) {
                    listener.observed(seen);
                }
            }

            @Override
            public void lookFailed(String why, Duration nextLookIn) {
                for (WatchListener listener : listeners) {
                    listener.lookFailed(why, nextLookIn);
                }
            }
        };
    }
}
