package io.jenkins.plugins.ecsdeploy.report;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder;
import org.junit.jupiter.api.Test;

class TrafficBarTest {

    @Test
    void beforeTheShiftTheBarIsEmptyAndTheTestTrafficNew() {
        assertThat(draw(Progress.of(inProgress().traffic(0, 100).seen())))
                .isEqualTo(
                        "[----------] 0 % new  IN_PROGRESS  old webshop:1 2/2, new webshop:2 2/2, test traffic 100 % new");
    }

    @Test
    void aPartOfTheTrafficIsAPartOfTheBar() {
        assertThat(draw(Progress.of(inProgress().traffic(12.5, 100).seen()))).startsWith("[#---------] 12.5 % new  ");
    }

    @Test
    void aRollingDeploymentHasNoBarBecauseItShiftsNoTraffic() {
        assertThat(draw(Progress.of(inProgress().strategy("ROLLING").seen())))
                .isEqualTo("IN_PROGRESS  old webshop:1 2/2, new webshop:2 2/2");
    }

    @Test
    void duringARollbackOldAndNewStayWhatTheyWere() {
        assertThat(draw(Progress.of(observation()
                        .deployment("ecs-svc/1", "PRIMARY", "webshop:1", "IN_PROGRESS")
                        .deployment("ecs-svc/2", "ACTIVE", "webshop:2", "FAILED")
                        .status("ROLLBACK_IN_PROGRESS")
                        .traffic(0, 0)
                        .seen())))
                .contains("old webshop:1 2/2, new webshop:2 2/2");
    }

    @Test
    void aLongNameKeepsTheRevisionsNumber() {
        String name = "a-family-whose-name-is-much-too-long-for-a-line-of-a-log:12345";
        String line = draw(Progress.of(observation()
                .deployment("ecs-svc/2", "PRIMARY", name, "IN_PROGRESS")
                .status("IN_PROGRESS")
                .traffic(100, 100)
                .stage("POST_PRODUCTION_TRAFFIC_SHIFT")
                .seen()));

        assertThat(line).contains("…").contains("-log:12345 2/2").hasSizeLessThan(150);
    }

    @Test
    void untilEcsListsTheDeploymentTheServicesOwnCountsAreShown() {
        Progress moment = Progress.of(observation()
                .counts(0, 2, 2)
                .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS")
                .seen());
        assertThat(draw(moment)).isEqualTo("PENDING  new webshop:2 0/2");
    }

    @Test
    void ifNoDeploymentIsInProgressThePhaseSaysSo() {
        Progress moment = Progress.of(observation()
                .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED")
                .seen());
        assertThat(draw(moment)).isEqualTo("COMPLETED  new webshop:2 2/2");
    }

    private static ObservationBuilder inProgress() {
        return observation()
                .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS")
                .deployment("ecs-svc/1", "ACTIVE", "webshop:1", "COMPLETED")
                .status("IN_PROGRESS");
    }

    private static String draw(Progress moment) {
        return TrafficBar.ascii().draw(moment);
    }
}
