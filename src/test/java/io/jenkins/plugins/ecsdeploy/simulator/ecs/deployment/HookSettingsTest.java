package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Hooks as settings of a service. */
class HookSettingsTest extends LifecycleHookFixture {

    @Test
    void hooksAreSettingsOfTheServiceAndPauseLaterDeploymentsToo() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        bed.deployNewRevision();
        answer(untilPaused(), DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(700);

        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        assertThat(untilPaused().lifecycleStageAsString()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(bed.webshop().deploymentConfiguration().lifecycleHooks())
                .containsExactly(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
    }

    @Test
    void takingTheHookOutOfTheServiceLeavesARunningDeploymentPaused() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        hooks();
        bed.passSeconds(300);

        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        answer(paused, DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(300);
        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(700);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aRollingDeploymentPausesBeforeAndAfterItsTasksAreReplaced() {
        bed.close();
        bed = new EcsTestBed();
        bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        bed.ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(configuration -> configuration
                        .minimumHealthyPercent(50)
                        .lifecycleHooks(
                                pause("PRE_SCALE_UP", 30, "ROLLBACK"), pause("POST_SCALE_UP", 30, "ROLLBACK"))));
        bed.deployNewRevision();
        ServiceDeployment before = untilPaused();
        assertThat(before.lifecycleStageAsString()).isNull();
        bed.passSeconds(300);
        assertThat(bed.webshop().runningCount()).isEqualTo(2);

        answer(before, DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(300);
        ServiceDeployment after = bed.newest();
        assertThat(after.status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(EcsTestBed.primary(bed.webshop()).rolloutStateAsString()).isEqualTo("IN_PROGRESS");
        answer(after, after.lifecycleHookDetails().get(1).hookId(), DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(30);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void hooksThatTheApiDoesNotAllowAreRefused() {
        assertRefused("PAUSE hooks cannot be configured at", pause("TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        assertRefused("PAUSE hooks cannot be configured at", pause("PRODUCTION_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        assertRefused("greater than or equal to 1", pause("PRE_SCALE_UP", 0, "ROLLBACK"));
        assertRefused("less than or equal to 20160", pause("PRE_SCALE_UP", 20_161, "ROLLBACK"));
        assertRefused("Member must satisfy enum value set", pause("BAKE_TIME", 30, "ROLLBACK"));
        assertRefused(
                "hookTargetArn must be provided",
                DeploymentLifecycleHook.builder()
                        .lifecycleStagesWithStrings("PRE_SCALE_UP")
                        .build());
        DeploymentLifecycleHook[] eleven = new DeploymentLifecycleHook[11];
        Arrays.fill(eleven, pause("PRE_SCALE_UP", 30, "ROLLBACK"));
        assertRefused("A maximum of 10 pause hooks", eleven);
    }

    private void assertRefused(String message, DeploymentLifecycleHook... hooks) {
        assertThatThrownBy(() -> hooks(hooks)).isInstanceOf(EcsException.class).hasMessageContaining(message);
    }
}
