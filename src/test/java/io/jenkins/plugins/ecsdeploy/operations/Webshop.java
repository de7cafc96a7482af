package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPrivateRegistry;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionRegistrar;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.watch.BlockingWatch;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The rehearsal's webshop on a simulated AWS whose clock only the engine's own pauses move: a deployment of many
 * minutes takes no time. Remembers what the operations said.
 */
public final class Webshop implements AutoCloseable, WatchListener {

    static final ServiceRef SERVICE = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

    static final String TEMPLATE = """
            {
              "family": "webshop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE"],
              "cpu": "${CPU:-256}",
              "memory": "512",
              "executionRoleArn": "arn:aws:iam::123456789012:role/webshop-execution",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "set-by-the-build",
                  "portMappings": [{"containerPort": 8080}],
                  "environment": [{"name": "STAGE", "value": "${STAGE}"}]
                },
                {"name": "otel-collector", "image": "public.ecr.aws/otel:1", "essential": false}
              ]
            }
            """;

    final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    final List<String> log = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<Observation> looks = new ArrayList<>();
    final List<String> failedLooks = new ArrayList<>();
    public final Simulator simulator;
    public final AwsClients clients;

    private final Path folder;
    private final PollSchedule schedule = new PollSchedule(Duration.ofSeconds(2), Duration.ofSeconds(10));
    private Runnable atEachLook = () -> {};
    private String template = TEMPLATE;
    private Optional<String> container = Optional.of("web");
    private Map<String, String> values = Map.of("STAGE", "test");
    private Optional<Strategy> strategy = Optional.of(new Strategy.BlueGreen(5));
    private Optional<GatedPause> gate = Optional.empty();
    private OptionalInt desiredCount = OptionalInt.empty();
    private ServiceRef service = SERVICE;
    private String repository = WebshopSeed.SERVICE;
    private Optional<Path> archive = Optional.empty();
    private Duration timeout = Duration.ofMinutes(30);

    /** @param folder for the image to push */
    public static Webshop open(Path folder) {
        return open(folder, "us-east-1");
    }

    public static Webshop open(Path folder, String region) {
        return new Webshop(folder, region);
    }

    private Webshop(Path folder, String region) {
        this.folder = folder;
        try {
            simulator = Simulator.start(0, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        clients = clients(simulator, region);
    }

    private static AwsClients clients(Simulator simulator, String region) {
        return new AwsClients(AwsConnection.to(
                        Region.of(region),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately()));
    }

    public Webshop seeded() {
        simulator.seedWebshop();
        return this;
    }

    Webshop scenario(Scenario scenario) {
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
        return this;
    }

    Webshop template(String text) {
        template = text;
        return this;
    }

    Webshop container(String name) {
        container = Optional.ofNullable(name);
        return this;
    }

    Webshop values(Map<String, String> given) {
        values = given;
        return this;
    }

    Webshop strategy(Strategy named) {
        strategy = Optional.ofNullable(named);
        return this;
    }

    Webshop gate(GatedPause pause) {
        gate = Optional.of(pause);
        return this;
    }

    Webshop desiredCount(int tasks) {
        desiredCount = OptionalInt.of(tasks);
        return this;
    }

    Webshop service(String cluster, String name) {
        service = new ServiceRef(cluster, name);
        return this;
    }

    Webshop repository(String name) {
        repository = name;
        return this;
    }

    Webshop archive(Path path) {
        archive = Optional.of(path);
        return this;
    }

    Webshop timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    /** Does something beside the deployment, before each look at the service. */
    Webshop atEachLook(Runnable action) {
        atEachLook = action;
        return this;
    }

    DeployResult deploy() throws InterruptedException {
        HttpClient http = RegistryClient.httpClient();
        Retries retries = new Retries(3, Duration.ofSeconds(1), clock::advance);
        EcrPrivateRegistry ecr = new EcrPrivateRegistry(clients);
        ImagePush push = new ImagePush(http, retries, PushProgress.NONE);
        Deployer deployer = new Deployer(
                ecr,
                push,
                new TaskDefinitionRegistrar(clients),
                new ServiceUpdater(clients, clock::advance),
                new DeploymentWait(new BlockingWatch(clients, clock, this::pause, schedule), clients));
        return deployer.deploy(request(), (step, line) -> log.add("[" + step + "] " + line), this);
    }

    private void pause(Duration duration) {
        clock.advance(duration);
        atEachLook.run();
    }

    private DeployRequest request() {
        return new DeployRequest(
                PushSource.Archive.at(archive.orElseGet(this::image)),
                repository,
                List.of("1"),
                TaskDefinitionTemplate.parse("deploy/taskdef.json", template),
                container,
                values,
                Map.of(),
                service,
                desiredCount,
                strategy,
                gate,
                timeout);
    }

    Path image() {
        return TestImages.writeDirectory(
                folder.resolve("image"),
                TestImages.ociLayout("1", TestImages.layer(1, 5000), TestImages.layer(2, 900)));
    }

    /** The service as ECS describes it now. */
    Service described() {
        EcsClient ecs = clients.ecs();
        return ecs.describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0);
    }

    /** How often an AWS operation was called. */
    long calls(String operation) {
        return simulator.operations().stream().filter(operation::equals).count();
    }

    @Override
    public void event(ServiceEvent event) {
        events.add(event.message());
    }

    @Override
    public void observed(Observation seen) {
        looks.add(seen);
    }

    @Override
    public void pollFailed(String why, Duration nextLookIn) {
        failedLooks.add(why);
    }

    @Override
    public void close() {
        clients.close();
        simulator.close();
    }
}
