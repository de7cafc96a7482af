package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.registry.client.PushLimits;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.simulator.registry.SimulatedRegistry;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A simulated registry on loopback, and clients for it that only pretend to wait. */
public final class RegistryFixture implements AutoCloseable {

    private static final long ECR_PART_BYTES = 5 << 20;
    private static final HttpClient HTTP = TestHttp.client();

    public final Faults faults = new Faults();
    public final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    public final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    public final Repositories repositories = new Repositories(clock);
    final AuthorizationTokens tokens = new AuthorizationTokens(clock);
    public final SimulatedRegistry registry;
    private final SimulatorServer server;
    private final boolean ecr;
    private final PushLimits limits;

    private RegistryFixture(boolean ecr, PushLimits limits, long minimumPartBytes) throws IOException {
        this.ecr = ecr;
        this.limits = limits;
        server = new SimulatorServer(0, faults);
        registry = ecr
                ? SimulatedRegistry.ecr(
                        server.authority(), AwsAccount.EXAMPLE, repositories, tokens, faults, minimumPartBytes)
                : SimulatedRegistry.plain(server.authority(), repositories, faults);
        server.add(registry).start();
    }

    /** Accepts everything, without a login. */
    public static RegistryFixture plain() throws IOException {
        return new RegistryFixture(false, PushLimits.STANDARD, ECR_PART_BYTES);
    }

    /** With ECR's login and quirks. Repositories must exist. */
    public static RegistryFixture ecr() throws IOException {
        return new RegistryFixture(true, PushLimits.STANDARD, ECR_PART_BYTES);
    }

    /** With small limits, for small images. */
    public static RegistryFixture small(boolean ecr, PushLimits limits) throws IOException {
        return new RegistryFixture(ecr, limits, limits.chunkBytes());
    }

    URI endpoint() {
        return server.endpoint();
    }

    public String authority() {
        return server.authority();
    }

    public RegistryTarget target(String repository) {
        return new RegistryTarget(endpoint(), repository);
    }

    public Optional<RegistryCredentials> login() {
        return ecr ? Optional.of(new RegistryCredentials("AWS", tokens.issue().password())) : Optional.empty();
    }

    public RegistryClient client(String repository) {
        return client(target(repository), login());
    }

    public RegistryClient client(String repository, Retries retries) {
        return new RegistryClient(HTTP, target(repository), login(), retries, limits, Clock.systemUTC());
    }

    public RegistryClient client(RegistryTarget target, Optional<RegistryCredentials> credentials) {
        Retries retries = new Retries(4, Duration.ofSeconds(1), waits::add);
        return new RegistryClient(HTTP, target, credentials, retries, limits, Clock.systemUTC());
    }

    /** Refuses connections from now on. */
    public void stopListening() {
        server.close();
    }

    @Override
    public void close() {
        server.close();
        repositories.close();
    }
}
