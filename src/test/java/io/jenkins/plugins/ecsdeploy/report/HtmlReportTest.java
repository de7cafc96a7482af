package io.jenkins.plugins.ecsdeploy.report;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.TaskFailure;
import io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    @Test
    void theOutcomeItsReasonAndTheWhyAreOnThePage() {
        String html = HtmlReport.draw(report("webshop"));
        assertThat(html)
                .contains("<span class=\"outcome bad\">ROLLED_BACK</span> The circuit breaker counted 3 failed tasks.")
                .contains("3 tasks stopped: Essential container in task exited (EssentialContainerExited)")
                .contains("container web: exit code 137 (SIGKILL: killed, usually out of memory")
                .contains("(service webshop) has started 2 tasks.")
                .contains("<svg ");
    }

    @Test
    void whatComesFromOutsideCantBecomeMarkup() {
        assertThat(HtmlReport.draw(report("<script>alert('x')</script>")))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    private static DeploymentReport report(String service) {
        TimelineRecorder recorder = new TimelineRecorder();
        recorder.observed(observation().status("IN_PROGRESS").stage("SCALE_UP").seen());
        recorder.observed(observation().status("ROLLBACK_SUCCESSFUL").at(90).seen());
        recorder.event(
                new ServiceEvent("1", ObservationBuilder.START, "(service " + service + ") has started 2 tasks."));
        return new DeploymentReport(
                new ServiceRef("rehearsal", service),
                "us-east-1",
                "registry/webshop@sha256:0",
                "webshop:2",
                "webshop:1",
                Optional.of("ecs-svc/2"),
                List.of("task definition webshop:1 -> webshop:2"),
                new Verdict(Outcome.ROLLED_BACK, "The circuit breaker counted 3 failed tasks."),
                new FailureDiagnosis(
                        List.of(new TaskFailure(
                                3,
                                "EssentialContainerExited",
                                "Essential container in task exited",
                                List.of(new TaskFailure.ContainerExit("web", OptionalInt.of(137), "")),
                                "0123")),
                        List.of(),
                        List.of()),
                recorder.timeline());
    }
}
