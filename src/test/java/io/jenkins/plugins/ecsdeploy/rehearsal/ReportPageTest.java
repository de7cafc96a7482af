package io.jenkins.plugins.ecsdeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void theOutcomeItsReasonAndTheWhyAreOnThePage() {
        assertThat(ReportPage.draw(record("webshop")))
                .contains("<span class=\"outcome bad\">ROLLED_BACK</span> The circuit breaker counted 3 failed tasks.")
                .contains("3 tasks stopped: Essential container in task exited")
                .contains("(service webshop) has started 2 tasks.")
                .contains("<svg ")
                .contains(".ecs-phase-bad");
    }

    @Test
    void whatComesFromOutsideCantBecomeMarkup() {
        assertThat(ReportPage.draw(record("<script>alert('x')</script>")))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    private static DeploymentRecord record(String service) {
        return DeploymentRecord.of(List.of(
                new DeploymentEvent.Started(
                        START,
                        "rehearsal",
                        service,
                        "us-east-1",
                        "ecs-svc/2",
                        "webshop:1",
                        "webshop:2",
                        "",
                        Map.of("web", "registry/webshop@sha256:0"),
                        List.of(),
                        List.of("task definition webshop:1 -> webshop:2"),
                        List.of(),
                        ""),
                moment(0, "IN_PROGRESS", "SCALE_UP"),
                new DeploymentEvent.Reported(START, "(service " + service + ") has started 2 tasks."),
                moment(90, "ROLLBACK_SUCCESSFUL", ""),
                new DeploymentEvent.Ended(
                        START.plusSeconds(95),
                        "ROLLED_BACK",
                        "The circuit breaker counted 3 failed tasks.",
                        List.of("3 tasks stopped: Essential container in task exited (EssentialContainerExited)"),
                        95)));
    }

    private static DeploymentEvent.Progressed moment(int second, String status, String stage) {
        return new DeploymentEvent.Progressed(START.plusSeconds(second), status, stage, true, 2, 2, 1, 2, 0.0, null);
    }
}
