package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.rollback.DeploymentRollback;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** A simulated AWS on a clock moved by hand, and waits against it. */
public final class WatchFixture implements AutoCloseable {

    public static final ServiceRef WEBSHOP = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

    private static final String ACCESS_KEY = "AKIAEXAMPLE";

    final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    public final List<String> log = new ArrayList<>();
    public final Simulator simulator;
    final AwsClients clients;

    public WatchFixture() {
        this(EcsTimings.FARGATE);
    }

    public WatchFixture(EcsTimings timings) {
        try {
            simulator = Simulator.start(0, clock, timings);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        clients = new AwsClients(connection(ACCESS_KEY));
    }

    AwsConnection connection(String accessKey) {
        return AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately());
    }

    /** The next deployments of the webshop meet this scenario. */
    public WatchFixture meets(Scenario scenario) {
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
        return this;
    }

    /** Registers another revision of the webshop, which differs in an environment variable. */
    String revision(String stage) {
        TaskDefinition current = clients.ecs()
                .describeTaskDefinition(request -> request.taskDefinition("webshop"))
                .taskDefinition();
        return clients.ecs()
                .registerTaskDefinition(request -> request.family(current.family())
                        .networkMode(current.networkMode())
                        .requiresCompatibilities(current.requiresCompatibilities())
                        .cpu(current.cpu())
                        .memory(current.memory())
                        .executionRoleArn(current.executionRoleArn())
                        .containerDefinitions(current.containerDefinitions().get(0).toBuilder()
                                .environment(variable -> variable.name("STAGE").value(stage))
                                .dependsOn(List.of())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Deploys the same revision again. */
    public DeploymentId deploy() {
        return primary(update(UpdateServiceRequest.builder().forceNewDeployment(true)));
    }

    public DeploymentId deploy(String taskDefinition) {
        return primary(update(UpdateServiceRequest.builder().taskDefinition(taskDefinition)));
    }

    Service update(UpdateServiceRequest.Builder change) {
        return clients.ecs()
                .updateService(change.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .build())
                .service();
    }

    /** Protects all tasks that run now from scale-in, for an hour. */
    void protectTasks() {
        List<String> tasks = clients.ecs()
                .listTasks(request -> request.cluster(WebshopSeed.CLUSTER).serviceName(WebshopSeed.SERVICE))
                .taskArns();
        clients.ecs()
                .updateTaskProtection(request -> request.cluster(WebshopSeed.CLUSTER)
                        .tasks(tasks)
                        .protectionEnabled(true)
                        .expiresInMinutes(60));
    }

    private static DeploymentId primary(Service service) {
        return new DeploymentId(service.deployments().get(0).id());
    }

    public WatchRequest follow(DeploymentId deployment) {
        return new WatchRequest(WEBSHOP, Optional.of(deployment), Duration.ofMinutes(60));
    }

    WatchRequest counts() {
        return new WatchRequest(WEBSHOP, Optional.empty(), Duration.ofMinutes(60));
    }

    /** Waits to the end; what the wait reports is added to {@link #log}. */
    public WatchResult await(WatchRequest request) {
        return await(request, listener());
    }

    WatchResult await(WatchRequest request, WatchListener listener) {
        return new TestPoller(clock).await(connection(ACCESS_KEY), request, listener);
    }

    private WatchListener listener() {
        return new WatchListener() {
            @Override
            public void paused(Gate gate) {
                log.add(gate.describe());
            }

            @Override
            public void note(String text) {
                log.add(text);
            }

            @Override
            public void unrecoverable(ServiceDeploymentState deployment, String cause) {
                log.add("unrecoverable: " + cause);
                try {
                    new DeploymentRollback(clients, clock::advance).request(deployment.arn());
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        };
    }

    /** Waits until the deployment is paused. */
    Gate untilPaused(DeploymentId deployment) {
        return await(follow(deployment).until(Until.PAUSED)).gate().orElseThrow();
    }

    /** Makes small services without a load balancer, steady already, in a cluster of their own. */
    List<ServiceRef> services(String cluster, int count) {
        clients.ecs().createCluster(request -> request.clusterName(cluster));
        clients.ecs()
                .registerTaskDefinition(request -> request.family("worker")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("worker")
                                .image("public.ecr.aws/x/worker:1")
                                .build()));
        List<ServiceRef> made = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String name = "worker-" + number;
            clients.ecs()
                    .createService(request -> request.cluster(cluster)
                            .serviceName(name)
                            .taskDefinition("worker")
                            .desiredCount(1)
                            .launchType("FARGATE")
                            .networkConfiguration(network -> network.awsvpcConfiguration(
                                    vpc -> vpc.subnets("subnet-0aaa1111").securityGroups("sg-0ccc3333"))));
            made.add(new ServiceRef(cluster, name));
        }
        return made;
    }

    @Override
    public void close() {
        clients.close();
        simulator.close();
    }
}
