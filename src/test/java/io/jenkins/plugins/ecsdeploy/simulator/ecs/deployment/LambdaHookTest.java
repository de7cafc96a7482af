package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.HookResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Functions of AWS Lambda as lifecycle hooks. */
class LambdaHookTest extends LifecycleHookFixture {

    @Test
    void aLambdaHookThatFailsRollsBackAndIsNamed() {
        hooks(lambda("POST_TEST_TRAFFIC_SHIFT"));
        bed.scenarios.hookFunction(FUNCTION, HookResult.FAILED);
        bed.deployNewRevision();
        bed.passSeconds(300);

        ServiceDeployment over = bed.newest();
        assertThat(over.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(over.statusReason())
                .isEqualTo("Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed."
                        + " Lifecycle hook target " + FUNCTION + " returned FAILED status.");
        assertThat(hook(over).targetArn()).isEqualTo(FUNCTION);
        assertThat(hook(over).status()).isEqualTo(DeploymentLifecycleHookStatus.FAILED);
    }

    @Test
    void aLambdaHookThatSucceedsLetsTheDeploymentPass() {
        hooks(lambda("TEST_TRAFFIC_SHIFT"), lambda("PRODUCTION_TRAFFIC_SHIFT"));
        bed.deployNewRevision();
        bed.passSeconds(700);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(bed.newest().lifecycleHookDetails())
                .extracting(DeploymentLifecycleHookDetail::statusAsString)
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void aLambdaHookThatIsNeverDoneTimesOutAfterADay() {
        hooks(lambda("POST_TEST_TRAFFIC_SHIFT"));
        bed.scenarios.hookFunction(FUNCTION, HookResult.IN_PROGRESS);
        bed.deployNewRevision();
        bed.pass(Duration.ofHours(20));
        assertThat(hook(bed.newest()).status()).isEqualTo(DeploymentLifecycleHookStatus.IN_PROGRESS);
        bed.pass(Duration.ofHours(5));

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(hook(bed.newest()).status()).isEqualTo(DeploymentLifecycleHookStatus.TIMED_OUT);
    }
}
