package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.Gates;
import io.jenkins.plugins.ecsdeploy.gate.PauseRemoval;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** Gates of one deployment: hooks that come with it, are answered, and leave the service again. */
class PauseTest {

    private static final String TEST_TRAFFIC = "POST_TEST_TRAFFIC_SHIFT";

    private final ServiceBed bed = ServiceBed.open(seed -> seed.bakeMinutes(1));
    private final Gates gates = new Gates(bed.clients);
    private final PauseRemoval removal = new PauseRemoval(bed.clients);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theDeploymentPausesAndTheHookStandsBesideTheServicesOwn() throws InterruptedException {
        ownHook("PRE_SCALE_UP");
        UpdatedService updated = gated("two");

        assertThat(bed.hooks()).hasSize(2);
        assertThat(updated.changes())
                .contains("lifecycle hook added: PAUSE at POST_TEST_TRAFFIC_SHIFT, 30 min, then ROLLBACK (of shop #7)");
        gates.answer(ServiceBed.SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);
        pausedAt(TEST_TRAFFIC);
    }

    @Test
    void exactlyOurHookIsTakenOutOnceTheDeploymentHasEndedAndThatStartsNone() throws InterruptedException {
        ownHook("PRE_SCALE_UP");
        UpdatedService updated = gated("two");
        AddedPause pause = updated.pause().orElseThrow();
        assertThat(removal.remove(ServiceBed.SERVICE, updated.deployment(), pause))
                .isEqualTo(PauseRemoval.Result.GOES_ON);

        answerAllUntilTheEnd(updated);
        String last = bed.deployment().serviceDeploymentArn();
        assertThat(removal.remove(ServiceBed.SERVICE, updated.deployment(), pause))
                .isEqualTo(PauseRemoval.Result.REMOVED);

        assertThat(bed.hooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.lifecycleStagesAsStrings()).containsExactly("PRE_SCALE_UP"));
        assertThat(bed.deployment().serviceDeploymentArn()).isEqualTo(last);
        assertThat(removal.remove(ServiceBed.SERVICE, updated.deployment(), pause))
                .isEqualTo(PauseRemoval.Result.NOT_THERE);
    }

    @Test
    void aHookThatIsNotSeenWhileItsDeploymentGoesOnIsNotForgotten() throws InterruptedException {
        UpdatedService updated = gated("two");
        DeploymentConfiguration current = bed.service().deploymentConfiguration();
        bed.elsewhere(update -> update.deploymentConfiguration(
                current.toBuilder().lifecycleHooks(List.of()).build()));
        AddedPause pause = updated.pause().orElseThrow();

        assertThat(removal.remove(ServiceBed.SERVICE, updated.deployment(), pause))
                .as("an answer from before the update would look the same")
                .isEqualTo(PauseRemoval.Result.GOES_ON);
        bed.advanceMinutes(60);
        assertThat(removal.remove(ServiceBed.SERVICE, updated.deployment(), pause))
                .isEqualTo(PauseRemoval.Result.NOT_THERE);
    }

    @Test
    void aHookThatIsNotThereIsForgottenOnlyOnceItCanNoLongerArrive() {
        assertThat(PauseRemoval.Result.REMOVED.isSettled(Duration.ZERO)).isTrue();
        assertThat(PauseRemoval.Result.NOT_THERE.isSettled(Duration.ofMinutes(1)))
                .isFalse();
        assertThat(PauseRemoval.Result.NOT_THERE.isSettled(Duration.ofMinutes(11)))
                .isTrue();
        assertThat(PauseRemoval.Result.GOES_ON.isSettled(Duration.ofDays(1))).isFalse();
    }

    @Test
    void aServicesLongHistoryIsNotReadForOneDeployment() throws InterruptedException {
        for (int earlier = 0; earlier < 25; earlier++) {
            bed.elsewhere(update -> update.forceNewDeployment(true));
        }
        UpdatedService updated = gated("two");
        bed.advanceMinutes(1);
        long before = bed.calls("ecs:ListServiceDeployments");
        gates.isOpen(ServiceBed.SERVICE, updated.deployment().orElseThrow());

        assertThat(bed.calls("ecs:ListServiceDeployments") - before).isEqualTo(1);
    }

    @Test
    void theNextPlainUpdateDoesNotPauseEvenWhereTheHookWasLeftBehindByACrash() throws InterruptedException {
        UpdatedService updated = gated("two");
        answerAllUntilTheEnd(updated);
        assertThat(bed.hooks()).as("nobody took it out").hasSize(1);

        UpdatedService next = bed.updater.update(update("three"));

        assertThat(next.changes())
                .contains(
                        "lifecycle hook removed: PAUSE at POST_TEST_TRAFFIC_SHIFT, 30 min, then ROLLBACK (of shop #7)");
        bed.advanceMinutes(15);
        assertThat(bed.deployment().statusAsString()).isEqualTo("SUCCESSFUL");
        assertThat(bed.hooks()).isEmpty();
    }

    @Test
    void afterACrashBeforeTheAnswerTheHookGoesOnceNothingIsBeingDeployed() throws InterruptedException {
        List<AddedPause> writtenDown = new ArrayList<>();
        bed.updater.update(update("two").pause(pause()), writtenDown::add);
        AddedPause pause = writtenDown.get(0);

        assertThat(removal.remove(ServiceBed.SERVICE, Optional.empty(), pause)).isEqualTo(PauseRemoval.Result.GOES_ON);
        bed.advanceMinutes(60); // nobody answers: ECS rolls back
        assertThat(removal.remove(ServiceBed.SERVICE, Optional.empty(), pause)).isEqualTo(PauseRemoval.Result.REMOVED);
        assertThat(bed.hooks()).isEmpty();
    }

    @Test
    void anEcsThatTakesNoMarkOnPauseHooksIsAskedWithoutAndOursIsKnownByItsLook() throws InterruptedException {
        ownHook(TEST_TRAFFIC); // looks the same as ours
        bed.simulator
                .faults()
                .next(
                        1,
                        "ecs:UpdateService",
                        new Faults.Answer(AwsError.client(
                                "InvalidParameterException", "hookDetails is not applicable for PAUSE hooks.")));
        UpdatedService updated = gated("two");
        assertThat(bed.hooks())
                .hasSize(2)
                .allSatisfy(hook -> assertThat(hook.hookDetails()).isNull());

        bed.advanceMinutes(60);
        assertThat(removal.remove(
                        ServiceBed.SERVICE,
                        updated.deployment(),
                        updated.pause().orElseThrow()))
                .isEqualTo(PauseRemoval.Result.REMOVED);
        assertThat(bed.hooks()).as("the service's own stays").hasSize(1);
        assertThat(removal.remove(
                        ServiceBed.SERVICE,
                        updated.deployment(),
                        updated.pause().orElseThrow()))
                .isEqualTo(PauseRemoval.Result.NOT_THERE);
    }

    @Test
    void aGateIsAnsweredWithARollback() throws InterruptedException {
        UpdatedService updated = gated("two");
        pausedAt(TEST_TRAFFIC);
        Gates.Answered answered =
                gates.answer(ServiceBed.SERVICE, updated.deployment(), Optional.empty(), GateAction.ROLLBACK);

        assertThat(answered.stage()).isEqualTo(TEST_TRAFFIC);
        bed.advanceMinutes(10);
        assertThat(bed.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(bed.service().taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(bed.service().deployments()).hasSize(1);
        assertThat(bed.service().runningCount()).isEqualTo(2);
    }

    @Test
    void aGateThatIsNotOpenYetIsToldWithWhatToDo() throws InterruptedException {
        UpdatedService updated = gated("two");
        assertThatThrownBy(() -> answer(updated)).hasMessageContaining("does not list the deployment");
        bed.clock.advance(Duration.ofSeconds(20));
        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("stands at no gate now")
                .hasMessageContaining("awaitSteady(until: 'paused') waits for the gate");
        assertThat(bed.calls("ecs:ContinueServiceDeployment")).isZero();
    }

    @Test
    void aGateThatHasExpiredIsToldWithWhatEcsDidThen() throws InterruptedException {
        UpdatedService updated = gated("two");
        pausedAt(TEST_TRAFFIC);
        bed.advanceMinutes(45);
        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("it is ROLLBACK_SUCCESSFUL")
                .hasMessageContaining("expired at ")
                .hasMessageContaining("ECS then did what it was told for that: ROLLBACK");
    }

    @Test
    void ofTwoGatesAtOnceOneHasToBeNamed() throws InterruptedException {
        ownHook(TEST_TRAFFIC);
        UpdatedService updated = gated("two");
        ServiceDeployment paused = pausedAt(TEST_TRAFFIC);
        String hookId = paused.lifecycleHookDetails().get(0).hookId();
        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("stands at 2 gates at once")
                .hasMessageContaining(hookId);

        Gates.Answered answered =
                gates.answer(ServiceBed.SERVICE, updated.deployment(), Optional.of(hookId), GateAction.CONTINUE);
        assertThat(answered.hookId()).isEqualTo(hookId);
    }

    @Test
    void anAnswerOfWhichTheConfirmationIsLostCountsAsGiven() throws InterruptedException {
        UpdatedService updated = gated("two");
        pausedAt(TEST_TRAFFIC);
        bed.simulator.faults().next(1, "ecs:ContinueServiceDeployment", Faults.answerLost());
        assertThat(answer(updated).action()).isEqualTo(GateAction.CONTINUE);
        assertThat(bed.calls("ecs:ContinueServiceDeployment")).isEqualTo(1);
    }

    @Test
    void aStageThatARollingDeploymentNeverComesToIsRefusedBeforeAnyChange() {
        bed.elsewhere(update -> update.deploymentConfiguration(configuration -> configuration.strategy("ROLLING")));
        long before = bed.calls("ecs:UpdateService");

        assertThatThrownBy(() -> bed.updater.update(update("two").pause(pause())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is deployed ROLLING")
                .hasMessageContaining("never comes to POST_TEST_TRAFFIC_SHIFT")
                .hasMessageContaining("RECONCILE_SERVICE, PRE_SCALE_UP, POST_SCALE_UP")
                .hasMessageContaining("strategy: blueGreen(…)");
        assertThat(bed.calls("ecs:UpdateService")).isEqualTo(before);
        assertThat(bed.updater
                        .check(update("two").pause(new PauseRequest(List.of("POST_SCALE_UP"), 30, false, "shop #7")))
                        .pause())
                .isPresent();
    }

    @Test
    void whereNothingIsDeployedThereIsNothingToPause() throws InterruptedException {
        UpdatedService updated =
                bed.updater.update(ServiceUpdate.of(ServiceBed.SERVICE).pause(pause()));
        assertThat(updated.changed()).isFalse();
        assertThat(updated.notices())
                .containsExactly("pauseAt: no deployment is started, so there is nothing to pause");
        assertThat(bed.hooks()).isEmpty();
    }

    @Test
    void rollingBackStopsTheBuildsOwnDeploymentAndTheServiceComesBack() throws InterruptedException {
        UpdatedService updated = gated("two");
        pausedAt(TEST_TRAFFIC);
        UpdatedService back = rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition()));

        assertThat(back.deployment()).isEqualTo(updated.deployment());
        assertThat(back.changes()).singleElement().asString().endsWith("is stopped, and ECS goes back to webshop:1");
        bed.advanceMinutes(10);
        assertThat(bed.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(bed.service().taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(bed.service().deployments()).hasSize(1);
        assertThat(bed.service().runningCount()).isEqualTo(2);
    }

    @Test
    void aDeploymentThatEcsDoesNotListYetIsStoppedAllTheSame() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        ServiceRollback rollback = new ServiceRollback(bed.clients, bed.clock::advance);
        assertThat(bed.clients
                        .ecs()
                        .listServiceDeployments(request ->
                                request.cluster(ServiceBed.SERVICE.cluster()).service(ServiceBed.SERVICE.service()))
                        .serviceDeployments())
                .noneMatch(listed -> updated.deployment().orElseThrow().brings(listed.targetServiceRevisionArn()));

        assertThat(rollback.stop(ServiceBed.SERVICE, updated.deployment().orElseThrow()))
                .isTrue();
        bed.advanceMinutes(10);
        assertThat(bed.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(rollback.stop(ServiceBed.SERVICE, updated.deployment().orElseThrow()))
                .as("it has ended")
                .isFalse();
    }

    @Test
    void rollingBackACompletedDeploymentDeploysTheEarlierTaskDefinition() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        bed.advanceMinutes(20);
        UpdatedService back = rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition()));

        assertThat(back.changes()).containsExactly("task definition webshop:2 -> webshop:1");
        assertThat(back.deployment()).isPresent().isNotEqualTo(updated.deployment());
        assertThat(bed.service().taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(bed.service().deployments()).as("it is being deployed").hasSize(2);
    }

    @Test
    void somebodyElsesDeploymentIsNotStoppedByARollback() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        bed.elsewhere(update -> update.forceNewDeployment(true));
        assertThatThrownBy(() -> rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is being deployed by another update than this build's")
                .hasMessageContaining("It was left alone");
        assertThat(bed.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void whereNothingIsKnownOfBeforeTheTaskDefinitionHasToBeNamed() {
        assertThatThrownBy(() -> rollback(Optional.empty(), Optional.empty()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("name the taskDefinition to go back to");
    }

    private UpdatedService rollback(Optional<DeploymentId> own, Optional<String> previous) throws InterruptedException {
        return new ServiceRollback(bed.clients, bed.clock::advance)
                .rollBack(new RollbackRequest(ServiceBed.SERVICE, own, previous, Optional.empty()));
    }

    private Gates.Answered answer(UpdatedService updated) {
        return gates.answer(ServiceBed.SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);
    }

    private UpdatedService gated(String stage) throws InterruptedException {
        UpdatedService updated = bed.updater.update(update(stage).pause(pause()));
        if (bed.hooks().size() > 1
                && bed.hooks().get(0).lifecycleStagesAsStrings().contains("PRE_SCALE_UP")) {
            pausedAt("PRE_SCALE_UP");
        }
        return updated;
    }

    private ServiceUpdate update(String stage) {
        return ServiceUpdate.of(ServiceBed.SERVICE).taskDefinition(bed.revision(stage));
    }

    private static PauseRequest pause() {
        return new PauseRequest(List.of(TEST_TRAFFIC), 30, false, "shop #7");
    }

    private void ownHook(String stage) {
        DeploymentConfiguration current = bed.service().deploymentConfiguration();
        bed.elsewhere(update -> update.deploymentConfiguration(current.toBuilder()
                .lifecycleHooks(DeploymentLifecycleHook.builder()
                        .targetType("PAUSE")
                        .lifecycleStagesWithStrings(stage)
                        .timeoutConfiguration(
                                timeout -> timeout.timeoutInMinutes(30).action("ROLLBACK"))
                        .build())
                .build()));
    }

    private ServiceDeployment pausedAt(String stage) {
        for (int minute = 0; minute < 20; minute++) {
            ServiceDeployment now = bed.deployment();
            if (stage.equals(now.lifecycleStageAsString())
                    && now.lifecycleHookDetails().stream()
                            .anyMatch(hook -> "AWAITING_ACTION".equals(hook.statusAsString()))) {
                return now;
            }
            bed.advanceMinutes(1);
        }
        throw new AssertionError("never paused at " + stage + ": " + bed.deployment());
    }

    private void answerAllUntilTheEnd(UpdatedService updated) {
        for (int minute = 0; minute < 40; minute++) {
            if (gates.isOpen(ServiceBed.SERVICE, updated.deployment().orElseThrow())) {
                answer(updated);
            }
            bed.advanceMinutes(1);
        }
        assertThat(bed.deployment().statusAsString()).isEqualTo("SUCCESSFUL");
    }
}
