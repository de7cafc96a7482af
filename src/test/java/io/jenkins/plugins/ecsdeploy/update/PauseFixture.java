package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** The webshop, blue/green, and updates of it that pause after the test traffic shift. */
public final class PauseFixture implements AutoCloseable {

    public static final String TEST_TRAFFIC = "POST_TEST_TRAFFIC_SHIFT";

    public final ServiceFixture aws = ServiceFixture.open(seed -> seed.bakeMinutes(1));

    public static PauseRequest pause() {
        return new PauseRequest(List.of(TEST_TRAFFIC), 30, false, "shop #7");
    }

    public ServiceUpdate update(String stage) {
        return ServiceUpdate.of(ServiceFixture.SERVICE).taskDefinition(aws.revision(stage));
    }

    /** Updates with a pause. If the service has a hook of its own at PRE_SCALE_UP, goes on until that waits. */
    public UpdatedService gated(String stage) throws InterruptedException {
        UpdatedService updated = aws.updater.update(update(stage).pause(pause()));
        if (aws.hooks().size() > 1
                && aws.hooks().get(0).lifecycleStagesAsStrings().contains("PRE_SCALE_UP")) {
            pausedAt("PRE_SCALE_UP");
        }
        return updated;
    }

    /** Gives the service a PAUSE hook that is not ours. */
    public void ownHook(String stage) {
        aws.elsewhere(update -> update.deploymentConfiguration(DeploymentConfiguration.builder()
                .lifecycleHooks(DeploymentLifecycleHook.builder()
                        .targetType("PAUSE")
                        .lifecycleStagesWithStrings(stage)
                        .timeoutConfiguration(
                                timeout -> timeout.timeoutInMinutes(30).action("ROLLBACK"))
                        .build())
                .build()));
    }

    /** Lets time pass until the newest deployment waits at a hook of this stage. */
    public ServiceDeployment pausedAt(String stage) {
        for (int minute = 0; minute < 20; minute++) {
            ServiceDeployment now = aws.deployment();
            if (stage.equals(now.lifecycleStageAsString())
                    && now.lifecycleHookDetails().stream()
                            .anyMatch(hook -> "AWAITING_ACTION".equals(hook.statusAsString()))) {
                return now;
            }
            aws.advanceMinutes(1);
        }
        throw new AssertionError("never paused at " + stage + ": " + aws.deployment());
    }

    /** ECS refuses the next update because of the marks in its PAUSE hooks. */
    public void hookDetailsAreRefused() {
        aws.simulator
                .faults()
                .next(
                        1,
                        "ecs:UpdateService",
                        new Faults.Answer(AwsError.client(
                                "InvalidParameterException", "hookDetails is not applicable for PAUSE hooks.")));
    }

    /** Continues the newest deployment at all hooks that wait. */
    public void continueDeployment() {
        ServiceDeployment now = aws.deployment();
        now.lifecycleHookDetails().stream()
                .filter(hook -> "AWAITING_ACTION".equals(hook.statusAsString()))
                .forEach(hook -> aws.clients
                        .ecs()
                        .continueServiceDeployment(request -> request.serviceDeploymentArn(now.serviceDeploymentArn())
                                .hookId(hook.hookId())
                                .action("CONTINUE")));
    }

    /** Continues the deployment at every pause until it has succeeded. */
    public void continueUntilTheEnd() {
        for (int minute = 0; minute < 40; minute++) {
            continueDeployment();
            aws.advanceMinutes(1);
        }
        assertThat(aws.deployment().statusAsString()).isEqualTo("SUCCESSFUL");
    }

    @Override
    public void close() {
        aws.close();
    }
}
