package io.jenkins.plugins.ecsdeploy.report;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficBarTest {

    @Test
    void beforeTheShiftBlueHasTheBarAndGreenTheTestTraffic() {
        assertThat(draw(Progress.of(
                        observation().status("IN_PROGRESS").traffic(0, 100).seen())))
                .isEqualTo("blue 2/2 [--------------------] green 2/2  0 % of production, 100 % of test");
    }

    @Test
    void aPartOfTheTrafficIsAPartOfTheBar() {
        assertThat(draw(Progress.of(
                        observation().status("IN_PROGRESS").traffic(12.5, 100).seen())))
                .isEqualTo("blue 2/2 [-----------------###] green 2/2  12.5 % of production, 100 % of test");
    }

    @Test
    void aRollingDeploymentShowsTheShareOfRunningTasks() {
        assertThat(draw(Progress.of(
                        observation().status("IN_PROGRESS").strategy("ROLLING").seen())))
                .isEqualTo("old 2/2 [----------##########] new 2/2");
    }

    @Test
    void untilEcsListsTheDeploymentTheServicesOwnCountsAreShown() {
        Progress moment = Progress.of(observation()
                .counts(0, 2, 2)
                .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS")
                .seen());
        assertThat(moment.phase()).isEqualTo("PENDING");
        assertThat(draw(moment)).isEqualTo("blue 0/0 [--------------------] green 0/2");
    }

    @Test
    void whereNoDeploymentGoesOnThePhaseSaysSo() {
        Progress moment = Progress.of(observation()
                .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED")
                .seen());
        assertThat(moment.phase()).isEqualTo("COMPLETED");
        assertThat(draw(moment)).isEqualTo("blue 0/0 [####################] green 2/2");
    }

    private static String draw(Progress moment) {
        return TrafficBar.ascii().draw(moment);
    }
}
