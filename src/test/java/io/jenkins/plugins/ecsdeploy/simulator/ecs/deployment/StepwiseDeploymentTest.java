package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Linear and canary deployments: production traffic goes over in steps. */
class StepwiseDeploymentTest {

    private EcsTestBed bed;
    private WebshopSeed.Webshop webshop;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        webshop = bed.seed().bakeMinutes(2).plant();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aCanaryHasItsShareUntilItHasBakedAndThenAllOfTheTraffic() {
        strategy(settings -> settings.strategy("CANARY")
                .canaryConfiguration(canary -> canary.canaryPercent(10.0).canaryBakeTimeInMinutes(5)));
        bed.deployNewRevision();

        assertThat(changesOfTheGreenWeight(Duration.ofMinutes(20))).containsExactly(0, 10, 100);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aCanaryBakesBeforeTheRestFollows() {
        strategy(settings -> settings.strategy("CANARY")
                .canaryConfiguration(canary -> canary.canaryPercent(10.0).canaryBakeTimeInMinutes(5)));
        bed.deployNewRevision();
        untilWeight(10);
        bed.pass(Duration.ofMinutes(5));

        ServiceDeployment course = bed.newest();
        assertThat(course.lifecycleStageAsString()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(course.targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(10.0);
        assertThat(course.sourceServiceRevisions().get(0).requestedProductionTrafficWeight())
                .isEqualTo(90.0);
        bed.pass(Duration.ofSeconds(21));
        assertThat(bed.newest().targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(100.0);
    }

    @Test
    void aCanaryCanBeAThousandth() {
        strategy(settings -> settings.strategy("CANARY").canaryConfiguration(canary -> canary.canaryPercent(0.1)));
        bed.deployNewRevision();
        untilWeight(1);

        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(999);
        assertThat(bed.newest().targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(0.1);
    }

    @Test
    void aLinearDeploymentGoesInEqualSteps() {
        strategy(settings -> settings.strategy("LINEAR")
                .linearConfiguration(linear -> linear.stepPercent(30.0).stepBakeTimeInMinutes(1)));
        bed.deployNewRevision();

        assertThat(changesOfTheGreenWeight(Duration.ofMinutes(20))).containsExactly(0, 30, 60, 90, 100);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void stepsThatAreNotGivenAreTheApisOwn() {
        strategy(settings -> settings.strategy("LINEAR"));
        assertThat(bed.webshop().deploymentConfiguration().linearConfiguration().stepPercent())
                .isEqualTo(10.0);
        assertThat(bed.webshop().deploymentConfiguration().linearConfiguration().stepBakeTimeInMinutes())
                .isEqualTo(6);

        strategy(settings -> settings.strategy("CANARY"));
        assertThat(bed.webshop().deploymentConfiguration().canaryConfiguration().canaryPercent())
                .isEqualTo(5.0);
        assertThat(bed.webshop().deploymentConfiguration().canaryConfiguration().canaryBakeTimeInMinutes())
                .isEqualTo(10);
    }

    @Test
    void aPauseBeforeTheShiftComesBeforeEachStepWithAnIdOfItsOwn() {
        strategy(settings -> settings.strategy("LINEAR")
                .linearConfiguration(linear -> linear.stepPercent(50.0).stepBakeTimeInMinutes(1))
                .lifecycleHooks(
                        hook -> hook.targetType("PAUSE").lifecycleStagesWithStrings("PRE_PRODUCTION_TRAFFIC_SHIFT")));
        bed.deployNewRevision();
        List<String> seen = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            bed.passSeconds(300);
            ServiceDeployment paused = bed.newest();
            assertThat(paused.lifecycleStageAsString()).isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
            DeploymentLifecycleHookDetail hook = paused.lifecycleHookDetails().get(step);
            assertThat(hook.status()).isEqualTo(DeploymentLifecycleHookStatus.AWAITING_ACTION);
            seen.add(hook.hookId());
            weights.add(greenWeight());
            bed.ecs.continueServiceDeployment(request ->
                    request.serviceDeploymentArn(paused.serviceDeploymentArn()).hookId(hook.hookId()));
        }
        bed.passSeconds(300);

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(weights).containsExactly(0, 50);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void stoppingACanaryGivesTheTrafficBack() {
        strategy(settings -> settings.strategy("CANARY"));
        bed.deployNewRevision();
        untilWeight(5);
        String arn = bed.newest().serviceDeploymentArn();
        bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn));
        bed.passSeconds(120);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(100);
        assertThat(greenWeight()).isZero();
    }

    @Test
    void stepsOutOfRangeAreRefused() {
        assertRefused(
                "stepPercent must be between 3.0 and 100.0",
                settings -> settings.strategy("LINEAR").linearConfiguration(linear -> linear.stepPercent(2.9)));
        assertRefused(
                "canaryPercent must be between 0.1 and 100.0",
                settings -> settings.strategy("CANARY").canaryConfiguration(canary -> canary.canaryPercent(100.1)));
        assertRefused(
                "canaryBakeTimeInMinutes must be between 0 and 1440",
                settings -> settings.strategy("CANARY")
                        .canaryConfiguration(canary -> canary.canaryBakeTimeInMinutes(1441)));
        assertRefused(
                "only valid with the CANARY deployment strategy",
                settings -> settings.strategy("BLUE_GREEN").canaryConfiguration(canary -> canary.canaryPercent(5.0)));
    }

    private void assertRefused(String message, Consumer<DeploymentConfiguration.Builder> settings) {
        assertThatThrownBy(() -> strategy(settings))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
    }

    private void strategy(Consumer<DeploymentConfiguration.Builder> settings) {
        bed.ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(configuration -> settings.accept(configuration.bakeTimeInMinutes(2))));
    }

    private List<Integer> changesOfTheGreenWeight(Duration during) {
        List<Integer> weights = new ArrayList<>();
        for (long second = 0; second < during.toSeconds(); second += 5) {
            int weight = greenWeight();
            if (weights.isEmpty() || weights.get(weights.size() - 1) != weight) {
                weights.add(weight);
            }
            bed.passSeconds(5);
        }
        return weights;
    }

    private void untilWeight(int weight) {
        for (int second = 0; greenWeight() != weight; second++) {
            assertThat(second).as("seconds until the weight is " + weight).isLessThan(600);
            bed.passSeconds(1);
        }
    }

    private int greenWeight() {
        return bed.weight(webshop.productionRuleArn(), webshop.greenTargetGroupArn());
    }
}
