package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.PendingPauses;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitListener;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitSteady;
import io.jenkins.plugins.ecsdeploy.operations.await.BuildAccess;
import io.jenkins.plugins.ecsdeploy.operations.await.RunningWaits;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Waits as Jenkins' controller does, in one thread; when it is killed, another one continues from what was saved. */
final class Controller {

    /** More than any wait needs. */
    private static final int MOST_POLLS = 3_000;

    private static final PollSchedule SCHEDULE = new PollSchedule(Duration.ofSeconds(3), Duration.ofSeconds(15));

    private record Alarm(Instant at, int number, Runnable action) {}

    private final SimulatorClock.Manual clock;
    private final FaultProxy proxy;
    private final AwsConnection connection;
    private final PendingPauses pauses;
    private final BuildReport report;
    private final int abortAtPoll;
    private final boolean saveComesTooLate;
    private int polls;

    /** @param saveComesTooLate whether a kill comes before what changed last is saved */
    Controller(
            SimulatorClock.Manual clock,
            FaultProxy proxy,
            AwsConnection connection,
            PendingPauses pauses,
            BuildReport report,
            int abortAtPoll,
            boolean saveComesTooLate) {
        this.clock = clock;
        this.proxy = proxy;
        this.connection = connection;
        this.pauses = pauses;
        this.report = report;
        this.abortAtPoll = abortAtPoll;
        this.saveComesTooLate = saveComesTooLate;
    }

    void sleep(Duration time) {
        if (proxy.isKilled()) {
            throw new ChaosBuild.Killed();
        }
        clock.advance(time);
    }

    ServiceResult await(ServiceToAwait service, AwaitTerms terms) {
        byte[] saved = bytes(new AwaitState(List.of(service), terms));
        while (true) {
            Life life = new Life(saved);
            try {
                ServiceResult result = life.await();
                if (!proxy.isKilled()) {
                    return result;
                }
            } catch (ChaosBuild.Killed killed) {
                // below
            }
            saved = life.saved();
            report.resumed();
            proxy.startedAgain();
        }
    }

    /** From one start of the controller until it is killed. */
    private final class Life implements AwaitListener {

        private final PriorityQueue<Alarm> alarms =
                new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::number));
        private final AwaitState state;
        private final RunningWaits waits;
        private byte[] lastSaved;
        private byte[] savedBefore;
        private boolean ended;
        private RuntimeException failure;
        private int alarmNumber;

        Life(byte[] saved) {
            lastSaved = saved;
            savedBefore = saved;
            state = state(saved);
            Poller poller = new Poller(clock, () -> SCHEDULE, () -> 100, Runnable::run, this::later, () -> 0);
            waits = new AwaitSteady(new WaitTools(poller, Runnable::run, clock, Controller.this::sleep))
                    .waits(
                            state,
                            new BuildAccess(
                                    List.of(() -> connection),
                                    List.of(AwaitObserver.NONE),
                                    Map.of(),
                                    pauses,
                                    report::line,
                                    deployment -> Optional.empty(),
                                    () -> true));
        }

        byte[] saved() {
            return saveComesTooLate ? savedBefore : lastSaved;
        }

        ServiceResult await() {
            waits.begin(this);
            while (!ended && !proxy.isKilled()) {
                if (++polls > MOST_POLLS || alarms.isEmpty()) {
                    throw failure != null ? failure : new IllegalStateException("the wait never ends");
                }
                if (polls == abortAtPoll) {
                    waits.cancel();
                    report.aborted();
                    waits.abortedByPerson();
                    throw new BuildReport.Aborted();
                }
                Alarm next = alarms.remove();
                if (next.at().isAfter(clock.instant())) {
                    clock.advance(Duration.between(clock.instant(), next.at()));
                }
                next.action().run();
                if (failure != null && !proxy.isKilled()) {
                    throw failure;
                }
            }
            if (proxy.isKilled()) {
                throw new ChaosBuild.Killed();
            }
            return waits.result().services().get(0);
        }

        private void later(Duration delay, Runnable action) {
            alarms.add(new Alarm(clock.instant().plus(delay), alarmNumber++, action));
        }

        @Override
        public void unsaved() {
            if (!proxy.isKilled() && waits.takeChange()) {
                savedBefore = lastSaved;
                lastSaved = bytes(state);
            }
        }

        @Override
        public void ended() {
            ended = true;
        }

        @Override
        public void failed(RuntimeException why) {
            failure = why;
        }
    }

    private static byte[] bytes(AwaitState state) {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(saved)) {
            out.writeObject(state);
        } catch (IOException notSaved) {
            throw new UncheckedIOException(notSaved);
        }
        return saved.toByteArray();
    }

    private static AwaitState state(byte[] saved) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            return (AwaitState) in.readObject();
        } catch (IOException | ClassNotFoundException notRead) {
            throw new IllegalStateException(notRead);
        }
    }
}
