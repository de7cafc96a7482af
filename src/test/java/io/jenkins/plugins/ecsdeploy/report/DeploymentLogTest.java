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
        assertThat(lines.get(0)).contains("12:00:01 ", " BAKE_TIME ");
        assertThat(lines.get(1)).contains("12:00:03 ", " CLEAN_UP ");
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
    void namesStandForArnsInAnEventsLine() {
        log.event(new ServiceEvent(
                "1",
                ObservationBuilder.START,
                "(service webshop) registered 1 targets in (target-group arn:aws:elasticloadbalancing:eu-central-1:"
                        + "123456789012:targetgroup/webshop-green/73e2d6bc24d8a067). Task"
                        + " arn:aws-cn:ecs:cn-north-1:123456789012:task/shop/0a1b, definition"
                        + " arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:8."));

        assertThat(lines)
                .containsExactly("12:00:00 (service webshop) registered 1 targets in (target-group webshop-green)."
                        + " Task 0a1b, definition webshop:8.");
    }

    @Test
    void aWaitWithoutNewsWritesALineNowAndThen() {
        log.observed(
                observation().status("IN_PROGRESS").stage("BAKE_TIME").at(0).seen());
        log.observed(
                observation().status("IN_PROGRESS").stage("BAKE_TIME").at(539).seen());
        log.observed(
                observation().status("IN_PROGRESS").stage("BAKE_TIME").at(540).seen());

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("12:09:00 ").contains(" BAKE_TIME ");
    }

    @Test
    void ofSeveralServicesEachLineNamesItsOwn() {
        DeploymentLog one = new DeploymentLog(lines::add, TrafficBar.ascii(), "web");

        one.observed(
                observation().status("IN_PROGRESS").stage("BAKE_TIME").at(1).seen());
        one.note("Following another deployment.");

        assertThat(lines.get(0)).startsWith("12:00:01 web: ").contains(" BAKE_TIME ");
        assertThat(lines.get(1)).isEqualTo("web: Following another deployment.");
    }

    @Test
    void aPollThatFailedSaysThatTheDeploymentIsNotAffected() {
        log.pollFailed("ecs:DescribeServices was throttled", Duration.ofSeconds(15));
        assertThat(lines.get(0))
                .contains("the deployment is not affected")
                .contains("Next poll in 15 s")
                .contains("ecs:DescribeServices was throttled");
    }

    @Test
    void anAwsThatDoesNotAnswerIsSaidOnceAndThenSeldom() {
        for (int minutes = 0; minutes < 22; minutes += 2) {
            log.pollFailed("unreachable", Duration.ofMinutes(2));
        }
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("AWS still can't be asked");

        log.observed(observation().status("IN_PROGRESS").seen());
        assertThat(lines.get(3)).isEqualTo("AWS answers again.");
    }
}
