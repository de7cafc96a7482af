package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.report.DeploymentLog;
import io.jenkins.plugins.ecsdeploy.report.TrafficBar;
import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import io.jenkins.plugins.ecsdeploy.watch.WatchEndListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The plugin's way: one poller for all, with a log for each wait as in a build. */
final class PollerWaits implements WaitContender {

    private final SimulatedServices world;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ReadWriteLock rounds = new ReentrantReadWriteLock();
    private final List<Poller.Ticket> tickets = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final LongAdder logged = new LongAdder();
    private final Poller poller;

    PollerWaits(SimulatedServices world, double requestsPerSecond) {
        this.world = world;
        poller = new Poller(
                world.clock,
                () -> PollSchedule.DEFAULT,
                () -> requestsPerSecond,
                task -> workers.execute(() -> run(task)),
                (delay, wake) ->
                        timer.schedule(wake, world.clock.realTime(delay).toMillis(), TimeUnit.MILLISECONDS),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private void run(Runnable round) {
        rounds.readLock().lock();
        try {
            round.run();
        } finally {
            rounds.readLock().unlock();
        }
    }

    @Override
    public void begin(FleetSeed.Update update, Runnable learned) {
        ServiceRef service = new ServiceRef(FleetSeed.CLUSTER, update.service());
        DeploymentId deployment = new DeploymentId(update.deployment());
        tickets.add(poller.add(
                world.connection,
                new WatchRequest(service, Optional.of(deployment), Duration.ofHours(4)),
                WatchListener.all(
                        new DeploymentLog(line -> logged.add(line.length()), TrafficBar.ascii()), new WatchListener() {
                            @Override
                            public void observed(Observation seen) {
                                if (seen.serviceDeployment().isPresent()) {
                                    followed.add(service.service());
                                }
                            }
                        }),
                new WatchEndListener() {
                    @Override
                    public void ended(WatchResult result) {
                        ended.incrementAndGet();
                        learned.run();
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        ended.incrementAndGet();
                        System.out.println(service + " failed: " + why);
                    }
                }));
    }

    /** How many waits have found and read their deployment. */
    int following() {
        return followed.size();
    }

    int waiting() {
        return tickets.size() - ended.get();
    }

    /** Measures between two rounds; none begins meanwhile. */
    void atRest(Runnable measure) {
        rounds.writeLock().lock();
        try {
            measure.run();
        } finally {
            rounds.writeLock().unlock();
        }
    }

    /** All but one, because the SDK's clients stay open only while there is a wait. */
    void cancelAllButOne() {
        tickets.subList(1, tickets.size()).forEach(Poller.Ticket::cancel);
        tickets.subList(1, tickets.size()).clear();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
