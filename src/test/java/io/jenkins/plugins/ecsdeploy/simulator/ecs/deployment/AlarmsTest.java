package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** CloudWatch alarms that fail a deployment. */
class AlarmsTest {

    private EcsTestBed bed;

    @BeforeEach
    void open() {
        bed = new EcsTestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void anAlarmDuringTheBakeTimeRollsBackAndIsNamed() {
        WebshopSeed.Webshop webshop = bed.seed().bakeMinutes(5).plant();
        watch("BLUE_GREEN", true, "errors", "latency");
        bed.alarms.goOffAtStage("BAKE_TIME", "errors");
        Deployment failing = bed.deployNewRevision();
        bed.passSeconds(90);
        assertThat(bed.newest().alarms().statusAsString()).isEqualTo("MONITORING");
        bed.passSeconds(200);

        ServiceDeployment over = bed.newest();
        assertThat(over.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(over.statusReason()).contains("alarm errors");
        assertThat(over.alarms().statusAsString()).isEqualTo("TRIGGERED");
        assertThat(over.alarms().alarmNames()).containsExactly("errors", "latency");
        assertThat(over.alarms().triggeredAlarmNames()).containsExactly("errors");
        assertThat(bed.messages())
                .contains("(service webshop) (deployment " + failing.id() + ") deployment failed: alarm detected.");
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(100);
    }

    @Test
    void withoutRollbackAnAlarmStopsTheDeployment() {
        bed.seed().bakeMinutes(5).plant();
        watch("BLUE_GREEN", false, "errors");
        Deployment failing = bed.deployNewRevision();
        bed.alarms.goOffAfter(Duration.ofSeconds(100), "errors");
        bed.passSeconds(300);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(bed.newest().stoppedAt()).isNotNull();
        Deployment primary = EcsTestBed.primary(bed.webshop());
        assertThat(primary.id()).isEqualTo(failing.id());
        assertThat(primary.rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
    }

    @Test
    void anAlarmThatWasOnAtTheStartCountsOnlyOnceItHasBeenOff() {
        bed.seed().bakeMinutes(10).plant();
        watch("BLUE_GREEN", true, "errors");
        bed.alarms.goOff("errors");
        bed.deployNewRevision();
        bed.passSeconds(200);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(bed.newest().alarms().triggeredAlarmNames()).isEmpty();

        bed.alarms.recover("errors");
        bed.alarms.goOff("errors");
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
    }

    @Test
    void anAlarmThatNobodyWatchesChangesNothing() {
        bed.seed().bakeMinutes(1).plant();
        watch("BLUE_GREEN", true, "errors");
        bed.alarms.goOffAfter(Duration.ofSeconds(60), "latency");
        bed.deployNewRevision();
        bed.passSeconds(700);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(bed.newest().alarms().statusAsString()).isEqualTo("MONITORING_COMPLETE");
    }

    @Test
    void aRollingDeploymentKeepsWatchingItsAlarmsForAWhile() {
        bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        watch("ROLLING", true, "errors");
        bed.deployNewRevision();
        bed.passSeconds(200);
        assertThat(bed.webshop().runningCount()).isEqualTo(2);
        assertThat(bed.webshop().deployments()).hasSizeLessThan(3);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        bed.passSeconds(200);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aRollingDeploymentIsRolledBackByAnAlarmWhileItBakes() {
        WebshopSeed.Webshop webshop =
                bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        watch("ROLLING", true, "errors");
        bed.deployNewRevision();
        bed.passSeconds(200);
        bed.alarms.goOff("errors");
        bed.passSeconds(300);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(bed.webshop().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
        assertThat(bed.webshop().runningCount()).isEqualTo(2);
    }

    private void watch(String strategy, boolean rollback, String... alarms) {
        Integer bakeMinutes = bed.webshop().deploymentConfiguration().bakeTimeInMinutes();
        bed.ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(configuration -> configuration
                        .strategy(strategy)
                        .bakeTimeInMinutes(bakeMinutes)
                        .alarms(watched ->
                                watched.alarmNames(alarms).enable(true).rollback(rollback))));
    }
}
