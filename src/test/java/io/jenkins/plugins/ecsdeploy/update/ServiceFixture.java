package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The webshop on a simulated AWS whose clock only the test moves. */
public final class ServiceFixture implements AutoCloseable {

    public static final ServiceRef SERVICE = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

    public final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    public final Simulator simulator;
    public final AwsClients clients;
    public final ServiceUpdater updater;

    private ServiceFixture(Consumer<WebshopSeed> seed) {
        try {
            simulator = Simulator.start(0, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        seed.accept(simulator.seed());
        simulator.seedWebshop();
        clients = new AwsClients(AwsConnection.to(
                        Region.of("us-east-1"),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately()));
        updater = new ServiceUpdater(clients, clock::advance);
    }

    public static ServiceFixture open() {
        return new ServiceFixture(seed -> {});
    }

    public static ServiceFixture open(Consumer<WebshopSeed> seed) {
        return new ServiceFixture(seed);
    }

    /** Deployed by CodeDeploy, which waits at Ready for half an hour. */
    public static ServiceFixture underCodeDeploy() {
        return open(seed ->
                seed.strategy(WebshopSeed.Strategy.CODE_DEPLOY).bakeMinutes(1).readyWaitMinutes(30));
    }

    /** Registers another revision of the webshop, which differs in an environment variable. */
    public String revision(String stage) {
        Service service = service();
        return clients.ecs()
                .registerTaskDefinition(request -> {
                    var current = clients.ecs()
                            .describeTaskDefinition(asked -> asked.taskDefinition(service.taskDefinition()))
                            .taskDefinition();
                    request.family(current.family())
                            .networkMode(current.networkMode())
                            .requiresCompatibilities(current.requiresCompatibilities())
                            .cpu(current.cpu())
                            .memory(current.memory())
                            .executionRoleArn(current.executionRoleArn())
                            .taskRoleArn(current.taskRoleArn())
                            .containerDefinitions(current.containerDefinitions().get(0).toBuilder()
                                    .environment(
                                            variable -> variable.name("STAGE").value(stage))
                                    .dependsOn(List.of())
                                    .build());
                })
                .taskDefinition()
                .taskDefinitionArn();
    }

    public Service service() {
        return clients.ecs()
                .describeServices(request -> request.cluster(SERVICE.cluster()).services(SERVICE.service()))
                .services()
                .get(0);
    }

    public List<DeploymentLifecycleHook> hooks() {
        return service().deploymentConfiguration().lifecycleHooks();
    }

    /** What somebody else does to the service. */
    public void elsewhere(Consumer<UpdateServiceRequest.Builder> update) {
        clients.ecs()
                .updateService(request ->
                        update.accept(request.cluster(SERVICE.cluster()).service(SERVICE.service())));
    }

    /** Clients whose next call after so many of an operation comes after what somebody else does. */
    public AwsClients clientsThatAreOvertaken(String operation, int times, Runnable somebodyElse) {
        long before = calls(operation);
        AtomicBoolean done = new AtomicBoolean();
        return new AwsClients(AwsConnection.to(Region.of("us-east-1"), () -> {
                    if (calls(operation) >= before + times && done.compareAndSet(false, true)) {
                        somebodyElse.run();
                    }
                    return AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret");
                })
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately()));
    }

    /** The newest service deployment. */
    public ServiceDeployment deployment() {
        String arn = clients.ecs()
                .listServiceDeployments(
                        request -> request.cluster(SERVICE.cluster()).service(SERVICE.service()))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        return clients.ecs()
                .describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0);
    }

    public void advanceMinutes(int minutes) {
        for (int i = 0; i < minutes * 6; i++) {
            clock.advance(Duration.ofSeconds(10));
        }
    }

    public long calls(String operation) {
        return simulator.operations().stream().filter(operation::equals).count();
    }

    @Override
    public void close() {
        clients.close();
        simulator.close();
    }
}
