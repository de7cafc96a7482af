package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that the waits of a test have seen. */
public final class SeenByWaits implements AwaitObserver {

    public final List<String> events = new ArrayList<>();
    public final List<Observation> polls = new ArrayList<>();
    public final List<String> failedPolls = new ArrayList<>();
    public final List<WatchResult> ends = new ArrayList<>();
    public final List<ServiceResult> results = new ArrayList<>();

    private final Runnable atEachEnd;

    SeenByWaits(Runnable atEachEnd) {
        this.atEachEnd = atEachEnd;
    }

    @Override
    public void event(ServiceEvent event) {
        events.add(event.message());
    }

    @Override
    public void observed(Observation seen) {
        polls.add(seen);
    }

    @Override
    public void pollFailed(String why, Duration nextPollIn) {
        failedPolls.add(why);
    }

    @Override
    public void ended(WatchResult result) {
        ends.add(result);
        atEachEnd.run();
    }

    @Override
    public void over(ServiceResult result) {
        results.add(result);
    }
}
