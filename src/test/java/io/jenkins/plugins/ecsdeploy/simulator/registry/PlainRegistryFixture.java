package io.jenkins.plugins.ecsdeploy.simulator.registry;

import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A registry without authentication, empty at first. */
abstract class PlainRegistryFixture {

    static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    static final String HELLO_DIGEST = Digests.of(HELLO);
    static final String ABSENT = "sha256:" + "0".repeat(64);
    final Faults faults = new Faults();
    Repositories repositories;
    SimulatorServer server;
    SimulatedRegistry registry;
    RegistryTestClient http;

    @BeforeEach
    void start() throws IOException {
        repositories = new Repositories(SimulatorClock.manual(Instant.parse("2026-01-01T00:00:00Z")));
        server = new SimulatorServer(0, faults);
        registry = SimulatedRegistry.plain(server.authority(), repositories, faults);
        server.add(registry).start();
        http = new RegistryTestClient(server.endpoint(), "");
    }

    @AfterEach
    void stop() {
        server.close();
        repositories.close();
    }
}
