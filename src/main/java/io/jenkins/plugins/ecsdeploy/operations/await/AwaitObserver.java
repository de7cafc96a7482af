package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;

/** Is notified of all that the waits of a process see, besides their logs. */
public interface AwaitObserver extends WatchListener {

    AwaitObserver NONE = new AwaitObserver() {};

    /** One wait has ended; if a rollback follows, that is another one. */
    default void ended(WatchResult result) {}
}
