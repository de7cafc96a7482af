package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.watch.WatchEndListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows the rollback that {@code onAbort: 'rollback'} asked for, after its build has ended: the deployment's record says what
 * became of it. A restart of the controller ends that.
 */
final class RollbackAfterAbort implements WatchEndListener {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final WaitState state;
    private final AwaitObserver observer;

    RollbackAfterAbort(WaitState state, AwaitObserver observer) {
        this.state = state;
        this.observer = observer;
    }

    void follow(AwsConnection connection, WaitTools tools) {
        WatchRequest request = new WatchRequest(state.service(), state.deployment(), LONGEST)
                .previousTaskDefinition(state.previousTaskDefinition())
                .continuing(state.reported());
        tools.poller().add(connection, request, observer, this);
    }

    @Override
    public void ended(WatchResult result) {
        WatchResult own = result.askedForBy("onAbort");
        observer.ended(own);
        over(own.outcome(), own.reason(), own.waited());
    }

    @Override
    public void failed(RuntimeException why) {
        over(
                Outcome.UNKNOWN,
                "The build was stopped and ECS was asked to roll back. Whether it did is unknown: " + why.getMessage(),
                Duration.ZERO);
    }

    private void over(Outcome outcome, String reason, Duration waited) {
        observer.over(new ServiceResult(
                state.service(), Optional.of(outcome), reason, "", Optional.empty(), waited.toSeconds()));
    }
}
