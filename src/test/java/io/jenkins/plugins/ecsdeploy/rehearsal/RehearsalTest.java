package io.jenkins.plugins.ecsdeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job as its user sees it: output, last line, exit code, report. */
class RehearsalTest {

    private static final Terminal PLAIN = new Terminal(false, false);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void theRehearsalEndsWithItsOutcomeAndWritesAReport() throws IOException {
        int exitCode = run(PLAIN, "--speed=200");

        assertThat(exitCode).isZero();
        assertThat(lines()).last().asString().isEqualTo("SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(Files.readString(report()))
                .contains("SUCCEEDED")
                .contains("<svg ")
                .contains("BAKE_TIME");
    }

    @Test
    void fromNothingTheServiceIsMadeVerifiedAndDeployedTwice() {
        int exitCode = run(PLAIN, "--from-nothing", "--speed=1000", "--bake-minutes=1");

        assertThat(lines())
                .contains(
                        "[applyService] Created the service webshop in cluster shop",
                        "[awaitSteady] webshop: SUCCEEDED: webshop:1 runs with 2 tasks.",
                        "[verifyDeployment] Verified a deployment of service webshop in cluster shop: no faults, no"
                                + " warnings")
                .last()
                .asString()
                .isEqualTo("SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(exitCode).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "crash, ROLLED_BACK, exit code 1",
        "unhealthy, ROLLED_BACK, Task failed ELB health checks",
        "pull-error, ROLLED_BACK, CannotPullContainerError",
        "no-capacity, TIMED_OUT, Capacity is unavailable",
    })
    void aBadScenarioEndsRedWithItsCauseInTheLastLine(String scenario, String outcome, String cause) {
        int exitCode = run(PLAIN, "--scenario", scenario, "--timeout-minutes", "15");

        assertThat(exitCode).isEqualTo(1);
        assertThat(lines()).last().asString().startsWith(outcome + ": ").contains(cause);
    }

    @Test
    void aTemplateTakesValuesFromTheSimulatedAws() throws IOException {
        Path template = folder.resolve("taskdef.json");
        Files.writeString(
                template,
                Files.readString(Path.of("docs/examples/webshop/taskdef.json"))
                        .replace(
                                "arn:aws:iam::123456789012:role/webshop-execution",
                                "${cloudformation:webshop.ExecutionRoleArn}")
                        .replace("${STAGE:-production}\" },", "${ssm:/webshop/production/greeting}\" },"));

        assertThat(run(PLAIN, "--template", template.toString())).isEqualTo(1);
        assertThat(lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("An administrator adds webshop to the target's \"Stacks that templates may read\""));

        assertThat(run(PLAIN, "--template", template.toString(), "--readable", "webshop", "/webshop"))
                .isZero();
        assertThat(lines())
                .contains(
                        "[registerTaskDefinition] Read from AWS for the template: ssm:/webshop/production/greeting,"
                                + " cloudformation:webshop.ExecutionRoleArn",
                        "[registerTaskDefinition]   containerDefinitions[web].environment[STAGE].value: (hidden) ->"
                                + " (hidden)")
                .noneMatch(line -> line.contains("Good morning"));
    }

    @Test
    void aTaskRunsBeforeTheUpdate() {
        assertThat(run(PLAIN, "--run-task", "sh", "-c", "echo migrating; sleep 20; echo migrated"))
                .isZero();

        assertThat(lines())
                .containsSubsequence(
                        "[registerTaskDefinition] Registered webshop:2",
                        "[runTask] web | migrating",
                        "[runTask] web | migrated",
                        "[updateService] Change: task definition webshop:1 -> webshop:2",
                        "SUCCEEDED: webshop:2 runs with 2 tasks.");
    }

    @Test
    void nothingIsDeployedIfTheTaskFails() {
        assertThat(run(PLAIN, "--run-task", "sh", "-c", "exit 3")).isEqualTo(1);

        assertThat(lines()).last().asString().contains("FAILED: container web: exit code 3");
        assertThat(lines()).noneMatch(line -> line.startsWith("[updateService]"));
    }

    @Test
    void aSecondRehearsalAgainstTheSameSimulatorChangesNothing() throws IOException {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.accelerated(500))) {
            simulator.seedWebshop();
            String[] endpoint = {"--endpoint", simulator.endpoint().toString(), "--bake-minutes", "0"};
            assertThat(run(PLAIN, endpoint)).isZero();
            assertThat(run(PLAIN, endpoint)).isZero();

            assertThat(lines()).last().asString().startsWith("UNCHANGED: ");
            assertThat(simulator.operations())
                    .containsOnlyOnce("ecs:RegisterTaskDefinition")
                    .containsOnlyOnce("ecs:UpdateService");
        }
    }

    @Test
    void aGatedRehearsalStopsAtTestTrafficIsTestedAndGoesOn() {
        assertThat(run(PLAIN, "--gated", "continue")).isZero();

        assertThat(lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[awaitSteady] webshop: PAUSED: ")
                        .contains("Paused at POST_TEST_TRAFFIC_SHIFT (hook ")
                        .contains("; rolls back automatically at ")
                        .contains("Test traffic: http://"));
        assertThat(lines())
                .containsSubsequence(
                        "[smokeTest] Production traffic: 100 % to webshop-blue",
                        "[smokeTest] Test traffic: 100 % to webshop-green",
                        "[smokeTest] 2 of 2 targets of webshop-green are healthy",
                        "[smokeTest] Passed",
                        "[input] Promote webshop:2 to production? --gated answers: continue",
                        "[continueDeployment] Continued the deployment of service webshop in cluster rehearsal, which"
                                + " was paused at POST_TEST_TRAFFIC_SHIFT",
                        "[updateService] Removed the pause hook from service webshop in cluster rehearsal",
                        "[awaitSteady] webshop: SUCCEEDED: webshop:2 runs with 2 tasks.",
                        "SUCCEEDED: webshop:2 runs with 2 tasks.");
    }

    @Test
    void aGatedRehearsalThatIsNotApprovedComesBackAndEndsRed() {
        assertThat(run(PLAIN, "--gated", "rollback")).isEqualTo(1);

        assertThat(lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[continueDeployment] Rolling back the deployment of service webshop"));
        assertThat(lines()).anySatisfy(line -> assertThat(line).endsWith("--gated answers: rollback"));
        assertThat(lines()).noneSatisfy(line -> assertThat(line).contains("PRODUCTION_TRAFFIC_SHIFT"));
        assertThat(lines()).last().asString().startsWith("ROLLED_BACK: ").contains("webshop:1");
    }

    @Test
    void theNextPlainRehearsalDoesNotPause() throws IOException {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.accelerated(500))) {
            simulator.seedWebshop();
            String[] endpoint = {"--endpoint", simulator.endpoint().toString(), "--bake-minutes", "0"};
            assertThat(run(
                            PLAIN,
                            Stream.concat(Arrays.stream(endpoint), Stream.of("--gated", "rollback"))
                                    .toArray(String[]::new)))
                    .isEqualTo(1);
            assertThat(run(PLAIN, endpoint)).isZero();

            assertThat(lines()).last().asString().startsWith("SUCCEEDED: ");
            assertThat(simulator.operations()).containsOnlyOnce("ecs:ContinueServiceDeployment");
        }
    }

    @Test
    void withoutAnythingToDeployThereIsNoGateToTestAt() throws IOException {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.accelerated(500))) {
            simulator.seedWebshop();
            String endpoint = "--endpoint=" + simulator.endpoint();
            assertThat(run(PLAIN, endpoint, "--bake-minutes", "0")).isZero();
            assertThat(run(PLAIN, endpoint, "--bake-minutes", "0", "--gated", "continue"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatFailedAndStayedIsRolledBackIfOnFailureSaysSo() throws IOException {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.accelerated(500))) {
            simulator.seed().circuitBreaker(true, false);
            simulator.seedWebshop();
            simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
            String endpoint = "--endpoint=" + simulator.endpoint();
            assertThat(run(PLAIN, endpoint, "--on-failure", "rollback")).isEqualTo(1);

            assertThat(lines()).last().asString().startsWith("ROLLED_BACK: ").contains("as onFailure says");
        }
    }

    @Test
    void tasksThatNeverGetToTheGateEndItWithoutAQuestion() {
        assertThat(run(PLAIN, "--gated", "continue", "--scenario", "crash")).isEqualTo(1);
        assertThat(lines()).noneSatisfy(line -> assertThat(line).contains("smokeTest"));
        assertThat(lines()).last().asString().startsWith("ROLLED_BACK: ").contains("exit code 1");
    }

    @Test
    void ownTemplatesAndValuesAreTaken() throws IOException {
        Path template = Files.writeString(folder.resolve("own.json"), """
                {"family": "own", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                 "cpu": "${CPU}", "memory": "512",
                 "containerDefinitions": [{"name": "web", "image": "x", "portMappings": [{"containerPort": 8080}],
                   "environment": [{"name": "GREETING", "value": "${GREETING}"}]}]}
                """);
        int exitCode = run(PLAIN, "--template", template.toString(), "--values", "CPU=256", "GREETING=a=b,c");

        assertThat(exitCode).isZero();
        assertThat(lines()).last().asString().isEqualTo("SUCCEEDED: own:1 runs with 2 tasks.");
    }

    @Test
    void onATerminalTheTrafficStandsLiveInTheLastLineUntilTheEnd() {
        run(new Terminal(true, true), "--speed=200");

        String printed = output.toString(StandardCharsets.UTF_8);
        assertThat(printed)
                .contains("\r\033[2K[██████████] 100 % new  BAKE_TIME  old webshop:1 2/2, new webshop:2 2/2");
        assertThat(lines()).last().asString().isEqualTo("SUCCEEDED: webshop:2 runs with 2 tasks.");
    }

    @Test
    void elsewhereNothingIsEverOverwritten() {
        run(PLAIN);
        assertThat(output.toString(StandardCharsets.UTF_8)).doesNotContain("\r").doesNotContain("\033");
    }

    @Test
    void aTemplateThatIsNotThereIsToldInOneLine() {
        assertThat(run(PLAIN, "--template", folder.resolve("nope.json").toString()))
                .isEqualTo(1);
        assertThat(lines()).last().asString().startsWith("FAILED: There is no template file ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--strategy=purple",
                "--scenario=sunny",
                "--gated=perhaps",
                "--on-failure=perhaps",
                "--timeout-minutes=0",
                "--speed=-1",
                "--speed=Infinity",
                "--region=x y",
                "--endpoint=localhost:4590",
                "--bake-minutes=2000",
                "--nonsense"
            })
    void aWrongOptionIsNamedAndEndsWithTwo(String option) {
        assertThat(run(PLAIN, option)).isEqualTo(2);
        assertThat(lines()).last().asString().isEqualTo("See --help for the options.");
    }

    @Test
    void aScenarioAtAnotherEndpointIsRefusedBecauseItWouldDoNothing() {
        assertThat(run(PLAIN, "--endpoint", "http://127.0.0.1:1", "--scenario", "crash"))
                .isEqualTo(2);
    }

    @Test
    void aGateWhereNoTrafficMovesIsRefused() {
        assertThat(run(PLAIN, "--strategy", "rolling", "--gated", "continue")).isEqualTo(2);
        assertThat(lines()).first().asString().contains("--strategy blue-green");
    }

    @Test
    void helpExplainsEveryOption() {
        assertThat(run(PLAIN, "--help")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("--template", "--archive", "--image", "--container", "--values", "--strategy", "--scenario")
                .contains("--gated", "--endpoint", "--cluster", "--service", "--report", "Exit code:");
    }

    private int run(Terminal terminal, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--help")) {
            all.add("--report=" + report());
        }
        if (all.stream().noneMatch(argument -> argument.startsWith("--speed") || argument.startsWith("--endpoint"))) {
            all.add("--speed=1000");
        }
        if (!all.contains("--timeout-minutes") && !all.contains("--timeout-minutes=0") && !all.contains("--help")) {
            all.add("--timeout-minutes=1000"); // of simulated time, which the machine's own slowness counts into
        }
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        return Rehearsal.run(all.toArray(String[]::new), out, terminal);
    }

    private Path report() {
        return folder.resolve("report.html");
    }

    private List<String> lines() {
        String printed = output.toString(StandardCharsets.UTF_8).replace("\r\033[2K", "\n");
        return printed.lines().filter(line -> !line.isBlank()).toList();
    }
}
