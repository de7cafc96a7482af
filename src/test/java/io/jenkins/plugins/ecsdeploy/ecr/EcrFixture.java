package io.jenkins.plugins.ecsdeploy.ecr;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** A simulated AWS and clients of it. Its clock starts now, because the SDK rejects expired sessions. */
final class EcrFixture implements AutoCloseable {

    final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final Simulator simulator;
    private final List<AwsClients> opened = new ArrayList<>();

    EcrFixture() {
        try {
            simulator = Simulator.start(0, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    AwsClients clients() {
        return clients(connection(Region.US_EAST_1));
    }

    AwsClients clients(Region region) {
        return clients(connection(region));
    }

    /** As a role of another account. */
    AwsClients clientsOf(String account) {
        return clients(connection(Region.US_EAST_1)
                .as(new AwsRole("arn:aws:iam::" + account + ":role/pusher", Optional.empty(), "jenkins-1")));
    }

    private AwsClients clients(AwsConnection connection) {
        AwsClients clients = new AwsClients(connection);
        opened.add(clients);
        return clients;
    }

    private AwsConnection connection(Region region) {
        return AwsConnection.to(
                        region,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately());
    }

    long calls(String operation) {
        return simulator.operations().stream().filter(operation::equals).count();
    }

    @Override
    public void close() {
        opened.forEach(AwsClients::close);
        simulator.close();
    }
}
