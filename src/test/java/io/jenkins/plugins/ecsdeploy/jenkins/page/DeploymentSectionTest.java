package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentSectionTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final List<DeploymentEvent> events = new ArrayList<>(List.of(started("eu-central-1")));

    @Test
    void itSaysFromWhichRevisionToWhich() {
        assertThat(section(true).getRevisions()).isEqualTo("webshop:7 → webshop:8");
        assertThat(section(true).getService()).isEqualTo("webshop");
        assertThat(section(true).getCluster()).isEqualTo("shop");
    }

    @Test
    void whileItRunsItShowsStageTrafficAndTasks() {
        events.add(moment(20, "PRODUCTION_TRAFFIC_SHIFT", 25.0));
        DeploymentSection section = section(true);
        assertThat(section.getOutcome()).isEqualTo("IN_PROGRESS");
        assertThat(section.getPhase()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(section.getNewPercent()).isEqualTo(25);
        assertThat(section.isMovesTraffic()).isTrue();
        assertThat(section.getOldTasks() + " " + section.getNewTasks()).isEqualTo("2/2 2/2");
        assertThat(section.getDuration()).isEqualTo("1 min");
    }

    @Test
    void aPauseSaysUntilWhenAndWhatThen() {
        events.add(new DeploymentEvent.Paused(
                START.plusSeconds(30), "POST_SCALE_UP", "h", START.plusSeconds(3630), "ROLLBACK", "http://lb:8080"));
        assertThat(section(true).getPause())
                .isEqualTo("Paused at POST_SCALE_UP; rolls back automatically at 2026-01-01 13:00:30 UTC");
        assertThat(section(true).getTestLink()).isEqualTo("http://lb:8080");
    }

    @Test
    void anAnsweredPauseIsShownAsItsAnswer() {
        events.add(new DeploymentEvent.Paused(START.plusSeconds(30), "POST_SCALE_UP", "h", null, "", ""));
        events.add(new DeploymentEvent.Answered(START.plusSeconds(40), "POST_SCALE_UP", "continue", "ann", ""));
        assertThat(section(true).getPause()).isEmpty();
        assertThat(section(true).getAnswers()).containsExactly("12:00:40 continue at POST_SCALE_UP by ann");
    }

    @Test
    void aFailureShowsItsCauseFirst() {
        events.add(new DeploymentEvent.Ended(
                START.plusSeconds(90),
                "ROLLED_BACK",
                "ECS rolled back.",
                List.of("1 task stopped", "exit code 1"),
                90));
        DeploymentSection section = section(false);
        assertThat(section.getCause()).isEqualTo("1 task stopped\nexit code 1");
        assertThat(section.getLook()).isEqualTo("error");
        assertThat(section.getDuration()).isEqualTo("1 min 30 s");
    }

    @Test
    void aLongCauseIsCutOnThePage() {
        events.add(new DeploymentEvent.Ended(START, "FAILED", "", Collections.nCopies(50, "x"), 0));
        assertThat(section(false).getCause().lines()).hasSize(31).endsWith("…");
    }

    @Test
    void aBuildThatEndedBeforeItsDeploymentSaysSo() {
        events.add(moment(20, "BAKE_TIME", 100.0));
        DeploymentSection section = section(false);
        assertThat(section.getOutcome()).isEqualTo("NOT_AWAITED");
        assertThat(section.getReason()).isEqualTo("The build ended without waiting for the end of this deployment.");
        assertThat(section.getLook()).isEqualTo("warning");
        assertThat(section.isInProgress()).isFalse();
    }

    @Test
    void linksLeadToTheConsoleOfThePartition() {
        assertThat(section(true).getServiceLink())
                .isEqualTo(
                        "https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/shop/services/webshop/deployments"
                                + "?region=eu-central-1");
        events.set(0, started("cn-north-1"));
        assertThat(section(true).getTaskDefinitionLink())
                .isEqualTo("https://cn-north-1.console.amazonaws.cn/ecs/v2/task-definitions/webshop/8"
                        + "?region=cn-north-1");
        events.set(0, started("us-gov-west-1"));
        assertThat(section(true).getServiceLink()).startsWith("https://us-gov-west-1.console.amazonaws-us-gov.com/");
    }

    @Test
    void aRegionThatIsNoneLeadsNowhere() {
        events.set(0, started("evil.example/#"));
        assertThat(section(true).getServiceLink()).isEmpty();
    }

    @Test
    void whatIsHostileIsEscapedInThePicture() {
        events.add(new DeploymentEvent.Progressed(
                START, "IN_PROGRESS", "<script>alert(1)</script>", false, 1, 1, 1, 1, null, null));
        assertThat(section(true).getPicture()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    private DeploymentSection section(boolean building) {
        return new DeploymentSection(
                DeploymentRecord.of(events),
                new DeploymentSection.Around(START.plusSeconds(60), building, "", job -> job.equals("promote")));
    }

    private static DeploymentEvent.Progressed moment(int second, String stage, double percent) {
        return new DeploymentEvent.Progressed(
                START.plusSeconds(second), "IN_PROGRESS", stage, true, 2, 2, 2, 2, percent, 100.0);
    }

    private static DeploymentEvent.Started started(String region) {
        return new DeploymentEvent.Started(
                START,
                "arn:aws:ecs:" + region + ":123456789012:cluster/shop",
                "webshop",
                region,
                "ecs-svc/2",
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:7",
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:8",
                "",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }
}
