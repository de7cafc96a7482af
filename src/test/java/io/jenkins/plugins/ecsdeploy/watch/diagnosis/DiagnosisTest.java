package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.watch.WatchFixture;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the block about the cause says after a bad end; what can't be read never hides the outcome. */
class DiagnosisTest {

    private final WatchFixture bed = new WatchFixture();

    @BeforeEach
    void plant() {
        bed.simulator.seed().strategy(WebshopSeed.Strategy.ROLLING);
        bed.simulator.seedWebshop();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theLastLinesOfTheFailedContainerAreReported() {
        bed.simulator.scenarios().logs("web", "loading the configuration", "fatal: no database at db:5432");
        WatchResult result = ends(Scenario.CRASH);

        assertThat(result.failures().logs()).hasSize(1).first().satisfies(log -> {
            assertThat(log.container()).isEqualTo("web");
            assertThat(log.logGroup()).isEqualTo("/ecs/webshop");
            assertThat(log.lines()).containsExactly("loading the configuration", "fatal: no database at db:5432");
        });
        assertThat(result.failures().describe())
                .containsSubsequence("    | loading the configuration", "    | fatal: no database at db:5432");
    }

    @Test
    void anEssentialContainerThatEndsWithoutAnErrorIsNamed() {
        bed.simulator.scenarios().logs("web", "nothing to do, bye");
        WatchResult result = ends(Scenario.EXIT_ZERO);

        assertThat(result.summary()).contains("container web: exit code 0 (the program ended without an error)");
        assertThat(result.failures().logs())
                .singleElement()
                .satisfies(log -> assertThat(log.lines()).containsExactly("nothing to do, bye"));
    }

    @Test
    void tasksThatWereStoppedFromOutsideAreNotTheCause() {
        FailureDiagnosis diagnosis = new FailureDiagnosis(
                List.of(new TaskFailure(2, "SpotInterruption", "Your Spot Task was interrupted.", List.of(), "abc")),
                List.of(),
                List.of());

        assertThat(diagnosis.headline()).isEmpty();
        assertThat(diagnosis.describe())
                .contains("2 tasks stopped: Your Spot Task was interrupted. (SpotInterruption)");
    }

    @Test
    void onlyTheLastTwentyLinesAreRead() {
        String[] lines = new String[50];
        for (int number = 0; number < lines.length; number++) {
            lines[number] = "line " + number;
        }
        bed.simulator.scenarios().logs("web", lines);

        assertThat(ends(Scenario.CRASH).failures().logs().get(0).lines())
                .hasSize(20)
                .endsWith("line 49");
    }

    @Test
    void logsThatMayNotBeReadAreANoteThatNamesThePermission() {
        bed.simulator.faults().deny("logs:GetLogEvents");
        WatchResult result = ends(Scenario.CRASH);

        assertThat(result.summary()).contains("exit code 1");
        assertThat(result.failures().logs()).isEmpty();
        assertThat(result.failures().notes())
                .anyMatch(note -> note.startsWith("the last lines of container web could not be read")
                        && note.contains("logs:GetLogEvents"));
    }

    @Test
    void aMissingLogGroupIsNoFailureOfTheDiagnosis() {
        bed.simulator
                .faults()
                .always(
                        "logs:GetLogEvents",
                        new Faults.Answer(AwsError.client(
                                "ResourceNotFoundException", "The specified log group does not exist.")));
        WatchResult result = ends(Scenario.CRASH);

        assertThat(result.summary()).contains("exit code 1");
        assertThat(result.failures().logs()).isEmpty();
    }

    @Test
    void tasksThatMayNotBeReadAreANoteAndTheOutcomeRemains() {
        bed.simulator.faults().deny("ecs:ListTasks");
        WatchResult result = ends(Scenario.CRASH);

        assertThat(result.verdict().reason()).contains("The circuit breaker counted 3 failed tasks");
        assertThat(result.failures().notes())
                .anyMatch(note ->
                        note.startsWith("the stopped tasks could not be read") && note.contains("ecs:ListTasks"));
    }

    @Test
    void theReasonsOfUnhealthyTargetsAreReported() {
        WatchResult result = ends(Scenario.UNHEALTHY);

        assertThat(String.join("\n", result.failures().describe()))
                .contains("Task failed ELB health checks")
                .contains("Health checks failed with these codes: [503]");
    }

    @Test
    void targetsUnhealthyAtTheTimeOutAreCountedByReason() {
        bed.meets(Scenario.TARGET_TIMEOUT);
        WatchResult result =
                bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(bed.deploy()), Duration.ofSeconds(150)));

        assertThat(String.join("\n", result.failures().describe()))
                .as(result.summary())
                .contains("Request timed out");
    }

    @Test
    void aDeploymentWithAnotherNumberIsFoundAndTheLogSaysSo() {
        bed.simulator.scenarios().revisionsNumberedOtherwise();
        WatchResult result = ends(Scenario.CRASH);

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(bed.log)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ECS lists no service deployment with the number of ecs-svc/")
                .contains("which was created with it and has the same task definition");
    }

    private WatchResult ends(Scenario scenario) {
        bed.meets(scenario);
        WatchResult result = bed.await(bed.follow(bed.deploy()));
        assertThat(result.outcome()).as(result.summary()).isEqualTo(Outcome.ROLLED_BACK);
        return result;
    }
}
