package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.ShopStacks;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Where a rehearsal plays: a simulated AWS of its own, or another endpoint; and the time that passes there. */
final class Stage implements AutoCloseable {

    /** Any key is good for a simulator; it checks no signature. */
    private static final AwsCredentialsProvider ANY_KEY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAREHEARSAL", "rehearsal"));

    /** A simulated AWS may run faster than real time, so it is polled more often than AWS would like. */
    private static final PollSchedule QUICK = new PollSchedule(Duration.ofMillis(500), Duration.ofSeconds(1));

    /** As the global configuration's default. */
    private static final double REQUESTS_PER_SECOND = 5;

    private final String description;
    private final AwsConnection connection;
    private final Clock clock;
    private final UnaryOperator<Duration> realTime;
    private final PollSchedule schedule;
    private final Optional<ShopStacks> stacks;
    private final Runnable end;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    /** @param realTime how long one waits in real time until a duration has passed by the clock */
    private Stage(
            String description,
            AwsConnection connection,
            Clock clock,
            UnaryOperator<Duration> realTime,
            PollSchedule schedule,
            Optional<ShopStacks> stacks,
            Runnable end) {
        this.description = description;
        this.connection = connection;
        this.clock = clock;
        this.realTime = realTime;
        this.schedule = schedule;
        this.stacks = stacks;
        this.end = end;
    }

    static Stage of(RehearsalOptions options) {
        return options.endpoint == null ? simulated(options) : remote(options);
    }

    String description() {
        return description;
    }

    /** What the stacks of docs/infrastructure give to a template; nothing if there are none. */
    Map<String, String> values(List<String> placeholders) {
        return stacks.map(made -> made.values(placeholders)).orElse(Map.of());
    }

    AwsConnection connection() {
        return connection;
    }

    Clock clock() {
        return clock;
    }

    Sleeper sleeper() {
        return duration -> Sleeper.SYSTEM.sleep(realTime.apply(duration));
    }

    /** The same poller as Jenkins has, in this stage's time. */
    WaitTools waitTools() {
        Poller poller = new Poller(
                clock,
                () -> schedule,
                () -> REQUESTS_PER_SECOND,
                threads,
                (delay, wakeUp) ->
                        threads.schedule(wakeUp, realTime.apply(delay).toNanos(), TimeUnit.NANOSECONDS),
                () -> 0);
        return new WaitTools(poller, threads, clock, sleeper());
    }

    private static Stage simulated(RehearsalOptions options) {
        SimulatorClock clock = SimulatorClock.accelerated(options.speed);
        Simulator simulator = start(clock);
        AwsConnection connection =
                AwsConnection.to(Region.of(options.region), ANY_KEY).at(simulator.endpoint());
        Optional<ShopStacks> stacks = Optional.empty();
        if (options.fromNothing) {
            try (AwsClients clients = new AwsClients(connection)) {
                ShopStacks made = new ShopStacks(simulator, clients).make(options.service);
                stacks = Optional.of(options.readable.isEmpty() ? made : made.permitReads());
            }
        } else {
            simulator.seedWebshop();
        }
        simulator.scenarios().forService(options.cluster, options.service, options.scenario.scenario());
        return new Stage(
                "Simulated AWS at " + simulator.endpoint() + ", region " + options.region + ", scenario "
                        + options.scenario + ", " + factor(options.speed) + " times as fast as real time",
                connection,
                clock,
                clock::realTime,
                PollSchedule.DEFAULT,
                stacks,
                simulator::close);
    }

    private static Simulator start(SimulatorClock clock) {
        try {
            return Simulator.start(0, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static Stage remote(RehearsalOptions options) {
        boolean loopback = isLoopback(options.endpoint);
        AwsCredentialsProvider credentials = loopback && System.getenv("AWS_ACCESS_KEY_ID") == null
                ? ANY_KEY
                : DefaultCredentialsProvider.builder().build();
        return new Stage(
                "AWS at " + options.endpoint + ", region " + options.region,
                AwsConnection.to(Region.of(options.region), credentials).at(options.endpoint),
                Clock.systemUTC(),
                UnaryOperator.identity(),
                loopback ? QUICK : PollSchedule.DEFAULT,
                Optional.empty(),
                () -> {});
    }

    private static boolean isLoopback(URI endpoint) {
        return "localhost".equals(endpoint.getHost()) || "127.0.0.1".equals(endpoint.getHost());
    }

    private static String factor(double speed) {
        return speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        end.run();
    }
}
