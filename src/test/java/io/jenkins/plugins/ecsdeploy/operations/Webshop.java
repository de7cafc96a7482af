package io.jenkins.plugins.ecsdeploy.operations;

import static java.util.Collections.nCopies;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.operations.await.BuildAccess;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.operations.push.ImageToPush;
import io.jenkins.plugins.ecsdeploy.operations.push.PushDestination;
import io.jenkins.plugins.ecsdeploy.operations.push.PushImage;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.rehearsal.MemoryOfPauses;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public final class Webshop implements AutoCloseable {

    public static final ServiceRef SERVICE = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

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

    public final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    public final List<String> log = new ArrayList<>();
    public final Simulator simulator;
    public final AwsClients clients;
    public final AwsConnection connection;
    public final MemoryOfPauses pauses;

    private final Path folder;
    private final EcrLogins logins = new EcrLogins(clock);
    private Runnable atEachPoll = () -> {};
    private Runnable atEachEnd = () -> {};
    public final SeenByWaits seen = new SeenByWaits(() -> atEachEnd.run());
    private ReportedEvents reported = new ReportedEvents();
    private String template = TEMPLATE;
    private String container = "web";
    private Map<String, String> values = Map.of("STAGE", "test");
    private Optional<Strategy> strategy = Optional.of(new Strategy.BlueGreen(5));
    private Optional<PauseRequest> pause = Optional.empty();
    private OptionalInt desiredCount = OptionalInt.empty();
    private ServiceRef service = SERVICE;
    private String repository = WebshopSeed.SERVICE;
    private Optional<EcrRepositorySettings> newRepository = Optional.empty();
    private Optional<Path> archive = Optional.empty();
    private Duration timeout = Duration.ofMinutes(30);
    /** The step of the build that has asked for the rollback of its deployment. */
    public Optional<String> rollbackAskedBy = Optional.empty();

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
        connection = connection(simulator, region);
        clients = new AwsClients(connection);
        pauses = new MemoryOfPauses(connection, clock);
    }

    private static AwsConnection connection(Simulator simulator, String region) {
        return AwsConnection.to(
                        Region.of(region),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately());
    }

    public Webshop seeded() {
        simulator.seedWebshop();
        return this;
    }

    public Webshop scenario(Scenario scenario) {
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
        return this;
    }

    public Webshop template(String text) {
        template = text;
        return this;
    }

    public Webshop container(String name) {
        container = name;
        return this;
    }

    public Webshop values(Map<String, String> given) {
        values = given;
        return this;
    }

    public Webshop strategy(Strategy named) {
        strategy = Optional.ofNullable(named);
        return this;
    }

    public Webshop pauseAt(String... stages) {
        pause = stages.length == 0
                ? Optional.empty()
                : Optional.of(new PauseRequest(List.of(stages), 60, false, "shop #7"));
        return this;
    }

    public Webshop desiredCount(int tasks) {
        desiredCount = OptionalInt.of(tasks);
        return this;
    }

    public Webshop service(String cluster, String name) {
        service = new ServiceRef(cluster, name);
        return this;
    }

    public Webshop repository(String name) {
        repository = name;
        return this;
    }

    public Webshop newRepository(String name, EcrRepositorySettings settings) {
        repository = name;
        newRepository = Optional.of(settings);
        return this;
    }

    public Webshop archive(Path path) {
        archive = Optional.of(path);
        return this;
    }

    public Webshop timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    /** Does something beside the deployment, before each poll. */
    public Webshop atEachPoll(Runnable action) {
        atEachPoll = action;
        return this;
    }

    /** Does something when a deployment has ended, before the wait knows it. */
    public Webshop atEachEnd(Runnable action) {
        atEachEnd = action;
        return this;
    }

    /** Push, register, update, await: as docs/examples/webshop/Jenkinsfile does. */
    public Deployed deploy() throws InterruptedException {
        PushResult pushed = push();
        RegisterTaskDefinition.Result revision = register(pushed);
        UpdatedService updated = update(revision.arn().orElseThrow());
        ServiceResult result = await(updated, Until.COMPLETE);
        return new Deployed(
                pushed, revision, updated, result, seen.ends.isEmpty() ? null : seen.ends.get(seen.ends.size() - 1));
    }

    public PushResult push() throws InterruptedException {
        ImagePush push = new ImagePush(new Retries(3, Duration.ofSeconds(1), clock::advance), PushProgress.NONE);
        ImageToPush image = new ImageToPush(
                PushSource.Archive.at(archive.orElseGet(this::image)),
                repository,
                List.of("1"),
                newRepository,
                PushOptions.STANDARD);
        try {
            return new PushImage(logins, attempt -> attempt.run(push), clock::advance)
                    .run(
                            new PushImage.Request(image, new PushDestination.Ecr(connection, Optional.empty())),
                            this::line);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    public RegisterTaskDefinition.Result register(PushResult pushed) throws InterruptedException {
        return register(pushed.uri().toString(), false);
    }

    public RegisterTaskDefinition.Result register(String image, boolean dryRun) throws InterruptedException {
        return new RegisterTaskDefinition(clock::advance)
                .run(
                        new RegisterTaskDefinition.Request(
                                connection,
                                new RegisterTaskDefinition.Source.Template(TaskDefinitionTemplate.parse(
                                        "deploy/taskdef.json", template, Delimiters.DEFAULT)),
                                new RenderInput(values, Map.of(), Map.of(container, image)),
                                Optional.empty(),
                                Optional.of(service.cluster()),
                                Optional.of(service),
                                dryRun),
                        this::line);
    }

    public UpdatedService update(String taskDefinition) throws InterruptedException {
        return update(taskDefinition, false);
    }

    public UpdatedService update(String taskDefinition, boolean dryRun) throws InterruptedException {
        ServiceUpdate update = ServiceUpdate.of(service)
                .taskDefinition(taskDefinition)
                .desiredCount(desiredCount)
                .strategy(strategy)
                .pause(pause);
        return new UpdateService(pauses, clock::advance)
                .run(new UpdateService.Request(connection, update, dryRun), this::line);
    }

    /** Waits within the terms of {@link #timeout}. */
    public ServiceResult await(UpdatedService updated, Until until) {
        return await(state(updated, terms(until)));
    }

    public AwaitTerms terms(Until until) {
        return AwaitTerms.of(until, clock.instant().plus(timeout));
    }

    public AwaitState state(UpdatedService updated, AwaitTerms terms) {
        return new AwaitState(
                List.of(ServiceToAwait.updated(updated, desiredCount).goingOnFrom(reported)), terms);
    }

    public ServiceResult await(AwaitState state) {
        ManualWait wait = begin(state);
        wait.passUntilTheEnd();
        ServiceResult result = wait.waits().result().services().get(0);
        state.reported().values().forEach(events -> reported = events.copy());
        return result;
    }

    public ManualWait begin(AwaitState state) {
        return begin(
                state,
                new BuildAccess(
                        nCopies(2, () -> connection),
                        nCopies(2, seen),
                        Map.of(),
                        pauses,
                        this::line,
                        deployment -> rollbackAskedBy,
                        () -> true));
    }

    public ManualWait begin(AwaitState state, BuildAccess build) {
        return new ManualWait(state, build, clock, () -> atEachPoll.run());
    }

    private void line(String step, String line) {
        log.add("[" + step + "] " + line);
    }

    public Path image() {
        return TestImages.writeDirectory(
                folder.resolve("image"),
                TestImages.ociLayout("1", TestImages.layer(1, 5000), TestImages.layer(2, 900)));
    }

    public Service described() {
        EcsClient ecs = clients.ecs();
        return ecs.describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0);
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
