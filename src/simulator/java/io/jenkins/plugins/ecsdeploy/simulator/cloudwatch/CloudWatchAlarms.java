package io.jenkins.plugins.ecsdeploy.simulator.cloudwatch;

import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * CloudWatch alarms by name, all of them OK at first. A test says when they go off; deployments whose service names
 * them are notified.
 */
public final class CloudWatchAlarms {

    private record AtStage(String stage, String alarm) {}

    private final EventTimeline timeline;
    private final Set<String> inAlarm = new HashSet<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final List<AtStage> planned = new ArrayList<>();
    private final List<BiConsumer<String, Boolean>> changed = new ArrayList<>();

    public CloudWatchAlarms(EventTimeline timeline) {
        this.timeline = timeline;
    }

    /** Puts the alarm into ALARM now. */
    public CloudWatchAlarms goOff(String name) {
        return goOffAfter(Duration.ZERO, name);
    }

    /** Puts the alarm into ALARM after a delay. */
    public CloudWatchAlarms goOffAfter(Duration delay, String name) {
        return plan(delay, () -> change(name, true));
    }

    /**
     * Puts the alarm into ALARM whenever a deployment that watches it enters a lifecycle stage.
     *
     * @param stage such as {@code BAKE_TIME}
     */
    public CloudWatchAlarms goOffAtStage(String stage, String name) {
        return plan(Duration.ZERO, () -> planned.add(new AtStage(stage, name)));
    }

    /** Puts the alarm back to OK now. */
    public CloudWatchAlarms recover(String name) {
        return plan(Duration.ZERO, () -> change(name, false));
    }

    /** Deletes an alarm: all others exist, whatever their names. */
    public CloudWatchAlarms delete(String name) {
        return plan(Duration.ZERO, () -> deleted.add(name));
    }

    public boolean exists(String name) {
        return !deleted.contains(name);
    }

    public boolean inAlarm(String name) {
        return inAlarm.contains(name);
    }

    /** @param listener gets the name of an alarm that has changed, and whether it is in ALARM now */
    public void listen(BiConsumer<String, Boolean> listener) {
        changed.add(listener);
    }

    public void entered(String stage, List<String> watched) {
        for (AtStage plan : List.copyOf(planned)) {
            if (plan.stage().equals(stage) && watched.contains(plan.alarm())) {
                planned.remove(plan);
                change(plan.alarm(), true);
            }
        }
    }

    private void change(String name, boolean alarm) {
        boolean differs = alarm ? inAlarm.add(name) : inAlarm.remove(name);
        if (differs) {
            changed.forEach(listener -> listener.accept(name, alarm));
        }
    }

    private CloudWatchAlarms plan(Duration delay, Runnable action) {
        timeline.caughtUp(() -> {
            timeline.after(delay, action);
            return this;
        });
        timeline.caughtUp(() -> this); // what is due now happens now, not with the next request
        return this;
    }
}
