package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.operations.await.AwaitListener;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitSteady;
import io.jenkins.plugins.ecsdeploy.operations.await.BuildAccess;
import io.jenkins.plugins.ecsdeploy.operations.await.RunningWaits;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A wait that only the test moves: its poller polls when the test lets the time pass, in the test's thread. */
public final class ManualWait implements AwaitListener {

    private record Alarm(Instant at, Runnable wakeUp) {}

    private static final PollSchedule SCHEDULE = new PollSchedule(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final SimulatorClock.Manual clock;
    private final Runnable atEachPoll;
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private final RunningWaits waits;
    private boolean ended;
    private RuntimeException failure;
    private int changes;

    /** @param atEachPoll what else happens */
    ManualWait(
            AwaitState state,
            BuildAccess build,
            SimulatorClock.Manual clock,
            AwaitObserver observer,
            Runnable atEachPoll) {
        this.clock = clock;
        this.atEachPoll = atEachPoll;
        Poller poller = new Poller(
                clock,
                () -> SCHEDULE,
                () -> 100,
                Runnable::run,
                (delay, wakeUp) -> alarms.add(new Alarm(clock.instant().plus(delay), wakeUp)),
                () -> 0);
        waits = new AwaitSteady(new WaitTools(poller, Runnable::run, clock, clock::advance, observer))
                .waits(state, build);
        waits.begin(this);
    }

    public RunningWaits waits() {
        return waits;
    }

    public boolean hasEnded() {
        return ended;
    }

    /** Whether nothing is left to poll. */
    public boolean isIdle() {
        return alarms.isEmpty();
    }

    /** How often it said that something must be saved. */
    public int changes() {
        return changes;
    }

    public void passUntilTheEnd() {
        while (!ended) {
            passToTheNextPoll();
        }
        if (failure != null) {
            throw failure;
        }
    }

    public void passToTheNextPoll() {
        Alarm next = alarms.remove();
        Duration left = Duration.between(clock.instant(), next.at());
        clock.advance(left.isNegative() ? Duration.ZERO : left);
        atEachPoll.run();
        next.wakeUp().run();
    }

    @Override
    public void unsaved() {
        changes++;
    }

    @Override
    public void ended() {
        ended = true;
    }

    /** Thrown by {@link #passUntilTheEnd}: a poller only logs what its listeners throw. */
    @Override
    public void failed(RuntimeException why) {
        failure = why;
        ended = true;
    }
}
