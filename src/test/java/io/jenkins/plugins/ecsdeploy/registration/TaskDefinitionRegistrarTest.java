package io.jenkins.plugins.ecsdeploy.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.model.Tag;

class TaskDefinitionRegistrarTest {

    private static final Faults.Fault CONCURRENT = new Faults.Answer(AwsError.client(
            "ClientException", "Too many concurrent attempts to create a new revision of the specified family."));

    private final List<Duration> waits = new ArrayList<>();
    private Runnable atEachWait = () -> {};
    private Simulator simulator;
    private AwsClients clients;
    private TaskDefinitionRegistrar registrar;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(0, SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z")));
        clients = new AwsClients(AwsConnection.to(
                        Region.of(simulator.account().region()),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately()));
        registrar = registrar();
    }

    @AfterEach
    void close() {
        clients.close();
        simulator.close();
    }

    @Test
    void whatIsThereAlreadyIsUsedAgain() throws InterruptedException {
        RegisteredTaskDefinition first = registrar.register(registrar.plan(definition("web:1"), Optional.empty()));
        RegisteredTaskDefinition second = registrar.register(registrar.plan(definition("web:1"), Optional.empty()));

        assertThat(first.registered()).isTrue();
        assertThat(second.registered()).isFalse();
        assertThat(second.arn()).isEqualTo(first.arn());
    }

    @Test
    void aPlanRegistersNothingAndTellsTheChanges() throws InterruptedException {
        registrar.register(registrar.plan(definition("web:1"), Optional.empty()));
        TaskDefinitionPlan plan = registrar.plan(definition("web:2"), Optional.empty());

        assertThat(plan.reused()).isEmpty();
        assertThat(plan.describeChanges())
                .containsExactly(
                        "Changes compared with shop:1, the newest active revision of the family:",
                        "  containerDefinitions[web].image: web:1 -> web:2");
        assertThat(calls("ecs:RegisterTaskDefinition")).isEqualTo(1);
    }

    @Test
    void aPlanOfANewFamilyHasNothingToCompareWith() {
        assertThat(registrar.plan(definition("web:1"), Optional.empty()).describeChanges())
                .containsExactly("There is no active revision of shop to compare with");
    }

    @Test
    void changesAreAgainstWhatTheServiceRunsAlsoInAnotherFamily() {
        simulator.seedWebshop();
        TaskDefinitionReader reader = new TaskDefinitionReader(clients);
        Optional<String> running = reader.runningIn(new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE));

        TaskDefinitionPlan plan = registrar.plan(definition("web:1"), running);

        assertThat(running.orElseThrow()).endsWith("task-definition/webshop:1");
        assertThat(plan.comparedWith()).contains("webshop:1, which the service runs");
        assertThat(plan.changes()).extracting(Difference::toString).contains("family: webshop -> shop");
        assertThat(plan.reused()).isEmpty();
    }

    @Test
    void aDeregisteredRevisionThatTheServiceStillRunsIsRegisteredAnew() throws InterruptedException {
        String running = registrar
                .register(registrar.plan(definition("web:1"), Optional.empty()))
                .arn();
        clients.ecs().deregisterTaskDefinition(request -> request.taskDefinition(running));

        TaskDefinitionPlan plan = registrar.plan(definition("web:1"), Optional.of(running));

        assertThat(plan.describeChanges())
                .containsExactly("No changes compared with shop:1, which the service runs although it is deregistered");
        assertThat(registrar.register(plan).familyRevision()).isEqualTo("shop:2");
    }

    @Test
    void tooManyConcurrentAttemptsAreTriedAgainWithGrowingWaits() throws InterruptedException {
        simulator.faults().next(3, "ecs:RegisterTaskDefinition", CONCURRENT);

        assertThat(registrar
                        .register(registrar.plan(definition("web:1"), Optional.empty()))
                        .registered())
                .isTrue();
        assertThat(waits).hasSize(3);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void whatAnotherBuildRegisteredMeanwhileIsUsed() throws InterruptedException {
        simulator.faults().next(1, "ecs:RegisterTaskDefinition", CONCURRENT);
        atEachWait = () -> otherBuildRegisters("web:1");

        RegisteredTaskDefinition mine = registrar.register(registrar.plan(definition("web:1"), Optional.empty()));

        assertThat(mine.registered()).isFalse();
        assertThat(mine.familyRevision()).isEqualTo("shop:1");
        assertThat(calls("ecs:RegisterTaskDefinition")).isEqualTo(2);
    }

    @Test
    void whatAnotherBuildRegisteredMeanwhileIsNotTakenWhereItDiffers() throws InterruptedException {
        simulator.faults().next(1, "ecs:RegisterTaskDefinition", CONCURRENT);
        atEachWait = () -> otherBuildRegisters("web:2");

        RegisteredTaskDefinition mine = registrar.register(registrar.plan(definition("web:1"), Optional.empty()));

        assertThat(mine.registered()).isTrue();
        assertThat(mine.familyRevision()).isEqualTo("shop:2");
        assertThat(imageOf(mine)).isEqualTo("web:1");
    }

    @Test
    void twoBuildsAtOnceEachGetTheRevisionOfTheirOwnContent() throws Exception {
        simulator.faults().next(2, "ecs:RegisterTaskDefinition", CONCURRENT);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService builds = Executors.newFixedThreadPool(2);
        try {
            List<Future<RegisteredTaskDefinition>> results = new ArrayList<>();
            for (String image : List.of("web:1", "web:2")) {
                TaskDefinitionRegistrar own = new TaskDefinitionRegistrar(clients, wait -> {}, new SplittableRandom(1));
                Callable<RegisteredTaskDefinition> build = () -> {
                    TaskDefinitionPlan plan = own.plan(definition(image), Optional.empty());
                    together.await();
                    return own.register(plan);
                };
                results.add(builds.submit(build));
            }
            assertThat(imageOf(results.get(0).get())).isEqualTo("web:1");
            assertThat(imageOf(results.get(1).get())).isEqualTo("web:2");
        } finally {
            builds.shutdownNow();
        }
    }

    @Test
    void aLostAnswerLeadsToTheRevisionThatWasRegistered() throws InterruptedException {
        simulator.faults().next(1, "ecs:RegisterTaskDefinition", Faults.answerLost());

        assertThat(registrar
                        .register(registrar.plan(definition("web:1"), Optional.empty()))
                        .familyRevision())
                .isEqualTo("shop:1");
        assertThat(calls("ecs:RegisterTaskDefinition")).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsFoundBehindWhatAnotherBuildRegistered() throws InterruptedException {
        simulator.faults().next(1, "ecs:RegisterTaskDefinition", Faults.answerLost());
        TaskDefinitionPlan plan = registrar.plan(definition("web:1"), Optional.empty());
        atEachWait = () -> otherBuildRegisters("web:other");

        assertThat(registrar.register(plan).familyRevision()).isEqualTo("shop:1");
        assertThat(calls("ecs:RegisterTaskDefinition")).as("ours and theirs").isEqualTo(2);
    }

    @Test
    void aLostAnswerThatCanNotBeLookedUpIsUnknown() {
        TaskDefinitionPlan plan = registrar.plan(definition("web:1"), Optional.empty());
        simulator.faults().next(1, "ecs:RegisterTaskDefinition", Faults.answerLost());
        simulator.faults().deny("ecs:DescribeTaskDefinition");

        assertThatThrownBy(() -> registrar.register(plan))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("If it was, the next build uses that revision of shop again.");
        assertThat(calls("ecs:RegisterTaskDefinition")).isEqualTo(1);
    }

    @Test
    void othersWhoNeverStopRegisteringAreNamedAfterEightTries() {
        simulator.faults().always("ecs:RegisterTaskDefinition", CONCURRENT);

        assertThatThrownBy(() -> registrar.register(registrar.plan(definition("web:1"), Optional.empty())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("Could not register a revision of shop in 8 tries");
        assertThat(waits).hasSize(8).allMatch(wait -> wait.compareTo(Duration.ofSeconds(16)) <= 0);
    }

    @Test
    void anotherRefusalIsNotTriedAgain() {
        simulator.faults().deny("ecs:RegisterTaskDefinition");

        assertThatThrownBy(() -> registrar.register(registrar.plan(definition("web:1"), Optional.empty())))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining("Missing IAM action: ecs:RegisterTaskDefinition");
        assertThat(waits).isEmpty();
    }

    @Test
    void aRegisteredDefinitionIsTheTemplateForTheNextWithItsTags() throws InterruptedException {
        clients.ecs()
                .registerTaskDefinition(request -> request.family("shop")
                        .tags(
                                Tag.builder()
                                        .key("aws:cloudformation:stack-name")
                                        .value("shop")
                                        .build(),
                                Tag.builder().key("team").value("a").build())
                        .containerDefinitions(container ->
                                container.name("web").image("web:1").memory(128).command("sh", "-c", "echo ${HOME}")));

        RenderedTaskDefinition next = new TaskDefinitionReader(clients)
                .template("shop")
                .render(new RenderInput(Map.of(), Map.of(), Map.of("web", "web:2")), TaskDefinitionSchemas.fromSdk());
        RegisteredTaskDefinition registered = registrar.register(registrar.plan(next, Optional.empty()));

        assertThat(registered.changes())
                .extracting(Difference::toString)
                .containsExactly("containerDefinitions[web].image: web:1 -> web:2");
        assertThat(next.json().get("tags")).hasSize(1);
        assertThat(next.json().at("/tags/0/value").asText()).isEqualTo("a");
        assertThat(next.json().at("/containerDefinitions/0/command/2").asText()).isEqualTo("echo ${HOME}");
    }

    @Test
    void aDefinitionThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new TaskDefinitionReader(clients).template("shop:7"))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("There is no task definition \"shop:7\" to start from in region us-east-1");
    }

    private TaskDefinitionRegistrar registrar() {
        return new TaskDefinitionRegistrar(
                clients,
                wait -> {
                    waits.add(wait);
                    atEachWait.run();
                },
                new SplittableRandom(1));
    }

    private void otherBuildRegisters(String image) {
        clients.ecs()
                .registerTaskDefinition(request -> request.family("shop")
                        .containerDefinitions(
                                container -> container.name("web").image(image).memory(128)));
    }

    private String imageOf(RegisteredTaskDefinition revision) {
        return clients.ecs()
                .describeTaskDefinition(request -> request.taskDefinition(revision.arn()))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }

    private long calls(String operation) {
        return simulator.operations().stream().filter(operation::equals).count();
    }

    private static RenderedTaskDefinition definition(String image) {
        return TaskDefinitionTemplate.parse(
                        "taskdef.json",
                        "{\"family\": \"shop\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"" + image
                                + "\", \"memory\": 128}]}",
                        Delimiters.DEFAULT)
                .render(RenderInput.none(), TaskDefinitionSchemas.fromSdk());
    }
}
