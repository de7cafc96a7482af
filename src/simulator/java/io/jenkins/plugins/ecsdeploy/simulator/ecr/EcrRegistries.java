package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import io.jenkins.plugins.ecsdeploy.simulator.registry.SimulatedRegistry;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts registries in addition to the simulator's main one, each on its own port: those of other accounts and regions,
 * and ECR Public's. A token is good at all of them, as one of ECR's is wherever the caller has access.
 */
public final class EcrRegistries implements AutoCloseable {

    private final AuthorizationTokens tokens;
    private final Faults faults;
    private final Clock clock;
    private final List<AutoCloseable> started = new ArrayList<>();

    public EcrRegistries(AuthorizationTokens tokens, Faults faults, Clock clock) {
        this.tokens = tokens;
        this.faults = faults;
        this.clock = clock;
    }

    synchronized EcrRegion start(AwsAccount account) {
        try {
            SimulatorServer server = new SimulatorServer(0, faults);
            Repositories repositories = new Repositories(clock);
            server.add(SimulatedRegistry.ecr(server.authority(), account, repositories, tokens, faults))
                    .start();
            started.add(server);
            started.add(repositories);
            return new EcrRegion(account, server.authority(), repositories, tokens);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public synchronized void close() {
        for (AutoCloseable each : started) {
            try {
                each.close();
            } catch (Exception notClosed) {
                throw new IllegalStateException(notClosed);
            }
        }
    }
}
