package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** A blue/green webshop whose deployments run lifecycle hooks. */
abstract class LifecycleHookFixture {

    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:smoke-test";
    EcsTestBed bed;
    WebshopSeed.Webshop webshop;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        webshop = bed.seed().bakeMinutes(1).plant();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    void hooks(DeploymentLifecycleHook... hooks) {
        bed.ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(configuration -> configuration
                        .strategy("BLUE_GREEN")
                        .bakeTimeInMinutes(1)
                        .lifecycleHooks(hooks)));
    }

    static DeploymentLifecycleHook pause(String stage, int minutes, String action) {
        return DeploymentLifecycleHook.builder()
                .targetType("PAUSE")
                .lifecycleStagesWithStrings(stage)
                .timeoutConfiguration(
                        timeout -> timeout.timeoutInMinutes(minutes).action(action))
                .build();
    }

    static DeploymentLifecycleHook lambda(String stage) {
        return DeploymentLifecycleHook.builder()
                .hookTargetArn(FUNCTION)
                .roleArn("arn:aws:iam::123456789012:role/hooks")
                .lifecycleStagesWithStrings(stage)
                .build();
    }

    ServiceDeployment untilPaused() {
        for (int seconds = 0; seconds < 300; seconds += 5) {
            bed.passSeconds(5);
            if (bed.newest().lifecycleHookDetails().stream()
                    .anyMatch(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)) {
                return bed.newest();
            }
        }
        throw new AssertionError("never paused");
    }

    static DeploymentLifecycleHookDetail hook(ServiceDeployment course) {
        return course.lifecycleHookDetails().get(0);
    }

    void answer(ServiceDeployment paused, DeploymentLifecycleHookAction action) {
        answer(paused, hook(paused).hookId(), action);
    }

    void answer(ServiceDeployment paused, String hookId, DeploymentLifecycleHookAction action) {
        bed.ecs.continueServiceDeployment(request -> request.serviceDeploymentArn(paused.serviceDeploymentArn())
                .hookId(hookId)
                .action(action));
    }
}
