package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Where a rehearsal plays: a simulated AWS of its own, or another endpoint; and the time that goes by there. */
record Stage(
        String description, AwsConnection connection, Clock clock, Sleeper sleeper, PollSchedule schedule, Runnable end)
        implements AutoCloseable {

    /** What a simulator takes for a key; it checks no signature. */
    private static final AwsCredentialsProvider ANY_KEY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAREHEARSAL", "rehearsal"));

    /** A simulated AWS may run faster than real time, so it is looked at more often than AWS would like. */
    private static final PollSchedule QUICK = new PollSchedule(Duration.ofMillis(500), Duration.ofSeconds(1));

    static Stage of(RehearsalOptions options) {
        return options.endpoint == null ? simulated(options) : remote(options);
    }

    private static Stage simulated(RehearsalOptions options) {
        SimulatorClock clock = SimulatorClock.accelerated(options.speed);
        Simulator simulator = start(clock);
        simulator.seedWebshop();
        simulator.scenarios().forService(options.cluster, options.service, options.scenario.scenario());
        return new Stage(
                "Simulated AWS at " + simulator.endpoint() + ", region " + options.region + ", scenario "
                        + options.scenario + ", " + factor(options.speed) + " times as fast as real time",
                AwsConnection.to(Region.of(options.region), ANY_KEY).at(simulator.endpoint()),
                clock,
                simulated -> Sleeper.SYSTEM.sleep(clock.realTime(simulated)),
                PollSchedule.DEFAULT,
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
                Sleeper.SYSTEM,
                loopback ? QUICK : PollSchedule.DEFAULT,
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
        end.run();
    }
}
