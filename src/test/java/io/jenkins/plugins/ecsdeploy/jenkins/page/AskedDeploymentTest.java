package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedDeploymentTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final RecordedService WEBSHOP =
            new RecordedService("123456789012", "eu-central-1", "shop", "webshop");

    private final List<DeploymentEvent> events = new ArrayList<>(List.of(
            started("webshop"),
            new DeploymentEvent.Paused(
                    START, "POST_SCALE_UP", "h", START.plusSeconds(600), "ROLLBACK", "http://lb:8080")));
    private DeploymentRow row = row("deploy", 1, "ecs-svc/1").with(DeploymentRow.PAUSED, "", null);
    private Optional<DeploymentRow> later = Optional.empty();
    private boolean mayRead = true;

    @Test
    void whileItIsPausedThereIsTimeToAnswer() {
        assertThat(asked(60).getProblem()).isEmpty();
        assertThat(asked(60).getTimeLeft()).isEqualTo("9 min");
    }

    @Test
    void aNewerDeploymentIsNamedWithItsBuild() {
        later = Optional.of(row("team/hotfix", 13, "ecs-svc/2"));
        assertThat(asked(60).getProblem()).startsWith("Superseded");
        assertThat(asked(60).getLaterBuild()).isEqualTo("team/hotfix #13");
        assertThat(asked(60).getLaterBuildUrl()).isEqualTo("job/team/job/hotfix/13/");
    }

    @Test
    void aBuildThatMayNotBeReadIsNotNamed() {
        later = Optional.of(row("secret", 13, "ecs-svc/2"));
        mayRead = false;
        assertThat(asked(60).getProblem()).startsWith("Superseded").doesNotContain("secret");
        assertThat(asked(60).getLaterBuild()).isEmpty();
    }

    @Test
    void anExpiredPauseSaysWhatCameOfIt() {
        assertThat(asked(601).getProblem())
                .isEqualTo("The pause expired at 2026-01-01 12:10:00 UTC: the deployment was rolled back.");
        assertThat(asked(601).getTimeLeft()).isEmpty();
    }

    @Test
    void anAnswerFromElsewhereIsSaid() {
        events.add(new DeploymentEvent.Answered(START.plusSeconds(5), "POST_SCALE_UP", "rollback", "ann", "x #1"));
        assertThat(asked(60).getProblem())
                .isEqualTo("Answered already: 12:00:05 rollback at POST_SCALE_UP by ann (x #1)");
    }

    @Test
    void aDeploymentThatHasEndedSaysHow() {
        events.add(new DeploymentEvent.Ended(START, "ROLLED_BACK", "An alarm triggered.", List.of(), 9));
        assertThat(asked(60).getProblem()).isEqualTo("ROLLED_BACK: An alarm triggered.");
    }

    @Test
    void theEndThatAnotherBuildHasSeenCountsToo() {
        row = row.with("STOPPED", "Stopped by a user or another tool.", START);
        assertThat(asked(60).getProblem()).isEqualTo("STOPPED: Stopped by a user or another tool.");
    }

    @Test
    void aTestAddressThatIsNoneIsNotALink() {
        events.set(1, new DeploymentEvent.Paused(START, "POST_SCALE_UP", "h", null, "", "javascript:alert(1)"));
        assertThat(asked(60).getSection().getTestEndpoint()).isEqualTo("javascript:alert(1)");
        assertThat(asked(60).getSection().getTestLink()).isEmpty();
    }

    @Test
    void onlyPausedDeploymentsAreAskedAboutUnlessOneIsNamed() {
        List<AskedDeployment> all = List.of(unknown(events), unknown(List.of(started("worker"))));
        assertThat(AskedDeployment.chosen(all, null, null))
                .extracting(asked -> asked.getSection().getService())
                .containsExactly("webshop");
        assertThat(AskedDeployment.chosen(all, "worker", ""))
                .extracting(asked -> asked.getSection().getService())
                .containsExactly("worker");
    }

    private static AskedDeployment unknown(List<DeploymentEvent> events) {
        return new AskedDeployment(section(events, START), Optional.empty(), START);
    }

    private AskedDeployment asked(int second) {
        Instant now = START.plusSeconds(second);
        return new AskedDeployment(
                section(events, now), Optional.of(AskedDeployment.Known.of(row, later, other -> mayRead)), now);
    }

    private static DeploymentSection section(List<DeploymentEvent> events, Instant now) {
        return new DeploymentSection(
                DeploymentRecord.of(events), new DeploymentSection.Around(now, true, "", job -> true));
    }

    private static DeploymentRow row(String job, int build, String deployment) {
        return new DeploymentRow(
                job,
                build,
                WEBSHOP,
                "",
                deployment,
                "webshop:8",
                "webshop:7",
                DeploymentRow.IN_PROGRESS,
                "",
                "",
                START,
                null);
    }

    private static DeploymentEvent.Started started(String service) {
        return new DeploymentEvent.Started(
                START,
                "shop",
                service,
                "eu-central-1",
                "ecs-svc/1",
                "webshop:7",
                "webshop:8",
                "",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }
}
