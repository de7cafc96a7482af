package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryImages;
import io.jenkins.plugins.ecsdeploy.simulator.registry.SimulatedRegistry;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

/** An empty ECR, its registry and a client. */
abstract class SimulatedEcrFixture {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    final SimulatorClock.Manual clock = SimulatorClock.manual(NOW);
    final Repositories repositories = new Repositories(clock);
    final AuthorizationTokens tokens = new AuthorizationTokens(clock);
    final Faults faults = new Faults();
    SimulatorServer server;
    RegistryImages images;
    EcrClient ecr;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatorServer(0, faults);
        String authority = server.authority();
        server.add(SimulatedRegistry.ecr(authority, AwsAccount.EXAMPLE, repositories, tokens, faults))
                .add(new SimulatedEcr(AwsAccount.EXAMPLE, authority, repositories, tokens, clock))
                .start();
        images = new RegistryImages(server.endpoint(), tokens.issue());
        ecr = client(Region.US_EAST_1);
    }

    @AfterEach
    void stop() {
        ecr.close();
        server.close();
        repositories.close();
    }

    EcrClient client(Region region) {
        return EcrClient.builder()
                .region(region)
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "x")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    void create(String name) {
        ecr.createRepository(request -> request.repositoryName(name));
    }
}
