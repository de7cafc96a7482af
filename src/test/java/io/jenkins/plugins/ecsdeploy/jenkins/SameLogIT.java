package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.rehearsal.RehearsalLog;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rehearsal's console is a build's log: both are run in the same scenario and write the same lines. The simulated time
 * of both passes in equal steps, each after a poll, so that both see the same.
 */
class SameLogIT {

    private static final Duration STEP = Duration.ofSeconds(10);

    /** A poll makes one or two: after three, one poll has begun since the last step. */
    private static final int CALLS_PER_STEP = 3;

    /** Each poll of a deployment calls one of the two: the first until ECS lists it. */
    private static final Set<String> POLLS = Set.of("ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments");

    private static final long PAUSE_MILLIS = 100;

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @TempDir
    Path folder;

    @Test
    void aBlueGreenDeploymentThatSucceeds() throws Exception {
        assertSame(Scenario.HEALTHY, "same-log.jenkinsfile", "SUCCEEDED: webshop:2 runs with 2 tasks.");
    }

    @Test
    void aDeploymentThatCrashesAndIsRolledBack() throws Exception {
        assertSame(Scenario.CRASH, "same-log.jenkinsfile", "exit code 1");
    }

    @Test
    void aDeploymentThatIsPausedAndContinued() throws Exception {
        assertSame(Scenario.HEALTHY, "same-log-gated.jenkinsfile", "PAUSED", "--gated", "continue");
    }

    @Test
    void aDeploymentThatIsPausedAndRolledBack() throws Exception {
        assertSame(Scenario.HEALTHY, "same-log-gated-rollback.jenkinsfile", "ROLLED_BACK", "--gated", "rollback");
    }

    private void assertSame(Scenario scenario, String jenkinsfile, String told, String... options) throws Exception {
        StepLines rehearsed = rehearse(scenario, options);
        StepLines built = build(scenario, jenkinsfile);

        assertThat(built.toString()).isEqualTo(rehearsed.toString()).contains(told);
    }

    private StepLines rehearse(Scenario scenario, String... options) throws Exception {
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now());
        try (Simulator simulator = Simulator.start(0, clock)) {
            simulator.seedWebshop();
            simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.addAll(List.of(
                    "--endpoint=" + simulator.endpoint(),
                    "--bake-minutes=1",
                    "--report=" + folder.resolve("report.html")));
            CompletableFuture<List<String>> log =
                    CompletableFuture.supplyAsync(() -> RehearsalLog.of(arguments.toArray(String[]::new)));
            pass(simulator, clock, () -> !log.isDone());
            return StepLines.of(log.get());
        }
    }

    private StepLines build(Scenario scenario, String jenkinsfile) throws Exception {
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now());
        jenkins.simulate(clock);
        jenkins.scenario(scenario);
        String script = jenkins.text(jenkinsfile)
                .replace("@PROJECT@", Path.of("").toAbsolutePath().toString());
        String name =
                jenkinsfile.replace(".jenkinsfile", "-") + scenario.toString().toLowerCase();
        Build build = jenkins.client().pipeline(name, script).start();
        pass(jenkins.simulator(), clock, build::isRunning);
        build.waitForEnd();
        return StepLines.of(build.console().lines().toList());
    }

    private static void pass(Simulator simulator, SimulatorClock.Manual clock, BooleanSupplier goesOn)
            throws InterruptedException {
        Calls seen = Calls.of(simulator);
        while (goesOn.getAsBoolean()) {
            Calls now = Calls.of(simulator);
            if (now.answers() > seen.answers()) {
                seen = now; // what was called to find the pause is no poll
            } else if (now.polls() >= seen.polls() + CALLS_PER_STEP) {
                clock.advance(STEP);
                seen = now;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** @param answers of paused deployments */
    private record Calls(long polls, long answers) {

        static Calls of(Simulator simulator) {
            List<String> operations = simulator.operations();
            return new Calls(
                    operations.stream().filter(POLLS::contains).count(),
                    operations.stream()
                            .filter("ecs:ContinueServiceDeployment"::equals)
                            .count());
        }
    }
}
