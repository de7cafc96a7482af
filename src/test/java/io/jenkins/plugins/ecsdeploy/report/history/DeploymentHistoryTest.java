package io.jenkins.plugins.ecsdeploy.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentHistoryTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final DeploymentHistory.Limits LIMITS = new DeploymentHistory.Limits(100, Duration.ofDays(90));
    private static final RecordedService WEBSHOP =
            new RecordedService("123456789012", "eu-central-1", "shop", "webshop");

    @TempDir
    private Path folder;

    @Test
    void theNewestDeploymentComesFirstAlsoAfterARestart() throws IOException {
        DeploymentHistory history = load();
        history.put(row("deploy", 1, 0), LIMITS);
        history.put(row("deploy", 2, 60), LIMITS);
        assertThat(load().rows()).isEqualTo(history.rows());
        assertThat(load().rows()).extracting(DeploymentRow::build).containsExactly(2, 1);
    }

    @Test
    void anEndReplacesWhatWasInProgress() throws IOException {
        DeploymentHistory history = load();
        history.put(row("deploy", 1, 0), LIMITS);
        history.put(succeeded("deploy", 1, 0), LIMITS);
        assertThat(load().rows()).extracting(DeploymentRow::outcome).containsExactly("SUCCEEDED");
    }

    @Test
    void onlySoManyAreKept() throws IOException {
        DeploymentHistory.Limits few = new DeploymentHistory.Limits(3, Duration.ofDays(90));
        DeploymentHistory history = load();
        for (int build = 1; build <= 50; build++) {
            history.put(succeeded("deploy", build, build), few);
        }
        assertThat(load().rows()).extracting(DeploymentRow::build).startsWith(50, 49, 48);
        assertThat(Files.readAllLines(file())).hasSizeLessThan(12);
    }

    @Test
    void whatEndedLongAgoIsDropped() throws IOException {
        DeploymentHistory history = load();
        history.put(succeeded("deploy", 1, 0).with("FAILED", "", NOW.minus(Duration.ofDays(91))), LIMITS);
        history.put(succeeded("deploy", 2, 10), LIMITS);
        assertThat(history.rows()).extracting(DeploymentRow::build).containsExactly(2);
    }

    @Test
    void whatNobodySawTheEndOfIsDroppedByItsBegin() throws IOException {
        DeploymentHistory history = load();
        history.put(row("deploy", 1, -(int) Duration.ofDays(91).toSeconds()), LIMITS);
        assertThat(history.rows()).isEmpty();
    }

    @Test
    void aRenamedJobKeepsItsDeployments() throws IOException {
        DeploymentHistory history = load();
        history.put(succeeded("team/deploy", 1, 0), LIMITS);
        history.put(succeeded("teamwork", 1, 5), LIMITS);
        history.renamed("team", "crew");
        assertThat(load().rows()).extracting(DeploymentRow::job).containsExactly("teamwork", "crew/deploy");
    }

    @Test
    void aLineThatCantBeReadCostsThatLineOnly() throws IOException {
        DeploymentHistory history = load();
        history.put(succeeded("deploy", 1, 0), LIMITS);
        Files.writeString(file(), "{\"job\":\"half", StandardOpenOption.APPEND);
        assertThat(load().rows()).hasSize(1);
    }

    @Test
    void aServiceRunsWhatItsLastGoodDeploymentBrought() throws IOException {
        DeploymentHistory history = load();
        history.put(succeeded("deploy", 1, 0), LIMITS);
        history.put(succeeded("deploy", 2, 60).with("FAILED", "no capacity", NOW), LIMITS);
        DeploymentHistory.ServiceStatus status =
                DeploymentHistory.services(history.rows()).get(0);
        assertThat(status.newest().outcome()).isEqualTo("FAILED");
        assertThat(status.running().map(DeploymentRow::build)).contains(1);
    }

    @Test
    void theDeploymentsOfAJobAreFoundWithoutTheOthers() throws IOException {
        DeploymentHistory history = load();
        history.put(row("deploy", 1, 0), LIMITS);
        history.put(row("other", 1, 10), LIMITS);
        history.put(row("deploy", 2, 20), LIMITS);
        assertThat(history.rows("deploy")).extracting(DeploymentRow::build).containsExactly(2, 1);
        history.put(succeeded("deploy", 2, 20), LIMITS);
        assertThat(history.rows("deploy").get(0).outcome()).isEqualTo("SUCCEEDED");
        assertThat(history.rows("nobody")).isEmpty();
    }

    @Test
    void theSameNamesInTwoAccountsAreTwoServices() throws IOException {
        DeploymentHistory history = load();
        history.put(row("deploy", 1, 0), LIMITS);
        DeploymentRow elsewhere = row("deploy", 1, 0);
        history.put(
                new DeploymentRow(
                        elsewhere.job(),
                        elsewhere.build(),
                        new RecordedService("999999999999", "eu-central-1", "shop", "webshop"),
                        "test",
                        elsewhere.deployment(),
                        elsewhere.taskDefinition(),
                        elsewhere.previousTaskDefinition(),
                        elsewhere.outcome(),
                        elsewhere.reason(),
                        elsewhere.startedBy(),
                        elsewhere.startedAt(),
                        null),
                LIMITS);
        assertThat(DeploymentHistory.services(load().rows())).hasSize(2);
    }

    @Test
    void aRolledBackServiceRunsWhatItRanBefore() {
        assertThat(succeeded("deploy", 2, 0).with("ROLLED_BACK", "", NOW).runsSince())
                .contains("webshop:7");
        assertThat(row("deploy", 2, 0).runsSince()).isEqualTo(Optional.empty());
    }

    private DeploymentHistory load() throws IOException {
        return DeploymentHistory.load(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path file() {
        return folder.resolve("ecs-deployments.jsonl");
    }

    private static DeploymentRow succeeded(String job, int build, int second) {
        return row(job, build, second).with("SUCCEEDED", "webshop:8 runs", NOW.plusSeconds(second + 30));
    }

    private static DeploymentRow row(String job, int build, int second) {
        return new DeploymentRow(
                job,
                build,
                WEBSHOP,
                "production",
                "ecs-svc/8",
                "webshop:8",
                "webshop:7",
                DeploymentRow.IN_PROGRESS,
                "",
                "Started by user ann",
                NOW.plusSeconds(second),
                null);
    }
}
