package io.jenkins.plugins.ecsdeploy.gate;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.gate.PauseHookRemoval.Result;
import io.jenkins.plugins.ecsdeploy.update.PauseFixture;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** PAUSE hooks of ours leave the service once their deployment has ended. */
class PauseHookRemovalTest {

    private final PauseFixture webshop = new PauseFixture();
    private final PauseHookRemoval removal = new PauseHookRemoval(webshop.aws.clients, webshop.aws.clock::advance);

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void onlyOurHookIsRemovedAndThatStartsNoDeployment() throws InterruptedException {
        webshop.ownHook("PRE_SCALE_UP");
        UpdatedService updated = webshop.gated("two");
        AddedPause pause = updated.pause().orElseThrow();
        assertThat(removal.remove(SERVICE, updated.deployment(), pause)).isEqualTo(Result.IN_PROGRESS);

        webshop.continueUntilTheEnd();
        String last = webshop.aws.deployment().serviceDeploymentArn();
        assertThat(removal.remove(SERVICE, updated.deployment(), pause)).isEqualTo(Result.REMOVED);

        assertThat(webshop.aws.hooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.lifecycleStagesAsStrings()).containsExactly("PRE_SCALE_UP"));
        assertThat(webshop.aws.deployment().serviceDeploymentArn()).isEqualTo(last);
        assertThat(removal.remove(SERVICE, updated.deployment(), pause)).isEqualTo(Result.NOT_THERE);
    }

    @Test
    void anotherBuildsPauseAndStrategyStay() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.continueUntilTheEnd();
        Runnable theirs = () -> webshop.aws.elsewhere(update -> update.forceNewDeployment(true)
                .deploymentConfiguration(configuration -> configuration
                        .bakeTimeInMinutes(7)
                        .lifecycleHooks(DeploymentLifecycleHook.builder()
                                .targetType("PAUSE")
                                .lifecycleStagesWithStrings("PRE_SCALE_UP")
                                .timeoutConfiguration(
                                        timeout -> timeout.timeoutInMinutes(9).action("ROLLBACK"))
                                .build())));

        try (AwsClients clients = webshop.aws.clientsThatAreOvertaken("ecs:DescribeServices", 2, theirs)) {
            assertThat(new PauseHookRemoval(clients, webshop.aws.clock::advance)
                            .remove(
                                    SERVICE,
                                    updated.deployment(),
                                    updated.pause().orElseThrow()))
                    .isEqualTo(Result.REMOVED);
        }
        assertThat(webshop.aws.hooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.lifecycleStagesAsStrings()).containsExactly("PRE_SCALE_UP"));
        assertThat(webshop.aws.service().deploymentConfiguration().bakeTimeInMinutes())
                .isEqualTo(7);
    }

    @Test
    void whatChangedDuringTheLookUpsIsReadAgain() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.continueUntilTheEnd();
        try (AwsClients clients = webshop.aws.clientsThatAreOvertaken(
                "ecs:DescribeServices", 1, () -> webshop.ownHook("POST_SCALE_UP"))) {
            assertThat(new PauseHookRemoval(clients, webshop.aws.clock::advance)
                            .remove(
                                    SERVICE,
                                    updated.deployment(),
                                    updated.pause().orElseThrow()))
                    .as("somebody replaced all hooks")
                    .isEqualTo(Result.NOT_THERE);
        }
        assertThat(webshop.aws.hooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.lifecycleStagesAsStrings()).containsExactly("POST_SCALE_UP"));
    }

    @Test
    void aMissingHookIsRememberedWhileItsDeploymentIsInProgress() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        DeploymentConfiguration current = webshop.aws.service().deploymentConfiguration();
        webshop.aws.elsewhere(update -> update.deploymentConfiguration(
                current.toBuilder().lifecycleHooks(List.of()).build()));
        AddedPause pause = updated.pause().orElseThrow();

        assertThat(removal.remove(SERVICE, updated.deployment(), pause))
                .as("an answer from before the update would look the same")
                .isEqualTo(Result.IN_PROGRESS);
        webshop.aws.advanceMinutes(60);
        assertThat(removal.remove(SERVICE, updated.deployment(), pause)).isEqualTo(Result.NOT_THERE);
    }

    @Test
    void aMissingHookIsForgottenOnceItCanNoLongerArrive() {
        assertThat(Result.REMOVED.isSettled(Duration.ZERO)).isTrue();
        assertThat(Result.NOT_THERE.isSettled(Duration.ofMinutes(1))).isFalse();
        assertThat(Result.NOT_THERE.isSettled(Duration.ofMinutes(11))).isTrue();
        assertThat(Result.IN_PROGRESS.isSettled(Duration.ofDays(1))).isFalse();
    }

    @Test
    void withoutAKnownDeploymentTheHookGoesOnceNoneIsInProgress() throws InterruptedException {
        PreparedUpdate prepared =
                webshop.aws.updater.prepare(webshop.update("two").pause(PauseFixture.pause()));
        AddedPause pause = prepared.pause().orElseThrow();
        prepared.send();

        assertThat(removal.remove(SERVICE, Optional.empty(), pause)).isEqualTo(Result.IN_PROGRESS);
        webshop.aws.advanceMinutes(60); // nobody answers: ECS rolls back
        assertThat(removal.remove(SERVICE, Optional.empty(), pause)).isEqualTo(Result.REMOVED);
        assertThat(webshop.aws.hooks()).isEmpty();
    }

    @Test
    void withoutMarksOurHookIsTheLastOfEqualOnes() throws InterruptedException {
        webshop.ownHook(PauseFixture.TEST_TRAFFIC); // equal to ours
        webshop.hookDetailsAreRefused();
        UpdatedService updated = webshop.gated("two");
        AddedPause pause = updated.pause().orElseThrow();

        webshop.aws.advanceMinutes(60);
        assertThat(removal.remove(SERVICE, updated.deployment(), pause)).isEqualTo(Result.REMOVED);
        assertThat(webshop.aws.hooks()).as("the service's own stays").hasSize(1);
        assertThat(removal.remove(SERVICE, updated.deployment(), pause)).isEqualTo(Result.NOT_THERE);
    }
}
