package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;

/** Is notified of all that a wait sees, besides its log. */
public interface AwaitObserver extends WatchListener {

    AwaitObserver NONE = new AwaitObserver() {};

    /** One wait has ended; if a rollback follows, that is another one. */
    default void ended(WatchResult result) {}

    /** The wait is over, and its rollback, if there was one; after a restart perhaps once more. */
    default void over(ServiceResult result) {}
}
