package io.jenkins.plugins.ecsdeploy.report;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentLogTest {

    private final List<String> lines = new ArrayList<>();
    private final DeploymentLog log = new DeploymentLog(lines::add, TrafficBar.ascii());

    @Test
    void aMomentThatLooksLikeTheOneBeforeIsNotToldAgain() {
        log.observed(
                observation().status("IN_PROGRESS").stage("BAKE_TIME").at(1).seen());
        log.observed(
                observation().status("IN_PROGRESS").stage("BAKE_TIME").at(2).seen());
        log.observed(observation().status("IN_PROGRESS").stage("CLEAN_UP").at(3).seen());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("12:00:01 BAKE_TIME ");
        assertThat(lines.get(1)).startsWith("12:00:03 CLEAN_UP ");
    }

    @Test
    void aStageIsNotShownAnyMoreWhenTheDeploymentIsRolledBack() {
        log.observed(
                observation().status("ROLLBACK_IN_PROGRESS").stage("SCALE_UP").seen());
        assertThat(lines.get(0)).contains("ROLLBACK_IN_PROGRESS").doesNotContain("SCALE_UP");
    }

    @Test
    void anEventIsToldWithItsOwnTime() {
        log.event(new ServiceEvent(
                "1", ObservationBuilder.START.plusSeconds(61), "(service webshop) has reached a steady state."));
        assertThat(lines).containsExactly("12:01:01 (service webshop) has reached a steady state.");
    }

    @Test
    void aPollThatFailedSaysThatTheDeploymentContinues() {
        log.pollFailed("ecs:DescribeServices was throttled", Duration.ofSeconds(15));
        assertThat(lines.get(0))
                .contains("the deployment continues")
                .contains("Next poll in 15 s")
                .contains("ecs:DescribeServices was throttled");
    }
}
