package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The simulated AWS with a steady service for each wait, and its clock. */
final class SimulatedServices implements AutoCloseable {

    static final String ACCESS_KEY = "AKIAEXAMPLE";
    static final String SECRET_KEY = "not-a-secret";

    final SimulatorClock clock;
    final Simulator simulator;
    final AwsConnection connection;
    final List<String> services;

    SimulatedServices(WaitOptions options) throws IOException {
        clock = SimulatorClock.accelerated(options.speed());
        simulator = Simulator.start(0, clock);
        connection = AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .at(simulator.endpoint());
        services = options.bakeMinutes() == 0
                ? simulator.fleet().plantSteady(options.count())
                : simulator.fleet().plantBlueGreen(options.count(), options.bakeMinutes());
    }

    /** Lets so much of the simulator's time pass. */
    void pass(Duration time) throws InterruptedException {
        if (!time.isNegative()) {
            Thread.sleep(clock.realTime(time).toMillis());
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
