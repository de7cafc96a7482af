package io.jenkins.plugins.ecsdeploy.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeploymentRowTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void aPausedDeploymentIsSupersededByTheNextOne() {
        DeploymentRow paused = row("deploy", 1, "ecs-svc/1", 0).with(DeploymentRow.PAUSED, "", null);
        assertThat(paused.isSupersededBy(row("hotfix", 1, "ecs-svc/2", 60))).isTrue();
        assertThat(row("hotfix", 1, "ecs-svc/2", 60).isAfter(paused)).isTrue();
    }

    @Test
    void whatStartedNoDeploymentSupersedesNone() {
        DeploymentRow paused = row("deploy", 1, "ecs-svc/1", 0).with(DeploymentRow.PAUSED, "", null);
        assertThat(paused.isSupersededBy(row("again", 1, "", 60))).isFalse();
        assertThat(row("again", 1, "", 60).isAfter(paused)).isFalse();
    }

    @Test
    void waitingForADeploymentElsewhereDoesNotSupersedeIt() {
        DeploymentRow paused = row("deploy", 1, "ecs-svc/1", 0).with(DeploymentRow.PAUSED, "", null);
        DeploymentRow promoting = row("promote", 1, "ecs-svc/1", 60);
        assertThat(paused.isSupersededBy(promoting)).isFalse();
        assertThat(promoting.isAfter(paused)).isFalse();
        assertThat(paused.isLeftOpenBy(promoting)).isTrue();
    }

    @Test
    void whatHasEndedStaysAsItEnded() {
        DeploymentRow ended = row("deploy", 1, "ecs-svc/1", 0).with("FAILED", "", START);
        assertThat(ended.isSupersededBy(row("hotfix", 1, "ecs-svc/2", 60))).isFalse();
        assertThat(ended.isLeftOpenBy(row("promote", 1, "ecs-svc/1", 60))).isFalse();
    }

    @Test
    void theSameBuildSaysItselfWhatItReplaced() {
        DeploymentRow first = row("deploy", 1, "ecs-svc/1", 0);
        assertThat(first.isSupersededBy(row("deploy", 1, "ecs-svc/2", 60))).isFalse();
    }

    private static DeploymentRow row(String job, int build, String deployment, int second) {
        return new DeploymentRow(
                job,
                build,
                new RecordedService("123456789012", "eu-central-1", "shop", "webshop"),
                "",
                deployment,
                "webshop:8",
                "webshop:7",
                DeploymentRow.IN_PROGRESS,
                "",
                "",
                START.plusSeconds(second),
                null);
    }
}
