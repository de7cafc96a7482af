package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.Gates;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.ServiceBed;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** Services under the CODE_DEPLOY controller: started, answered at Ready, and taken back. */
class CodeDeployStartTest {

    private ServiceBed bed = ServiceBed.open(seed ->
            seed.strategy(WebshopSeed.Strategy.CODE_DEPLOY).bakeMinutes(1).readyWaitMinutes(30));

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void withoutAStrategyTheUsualApplicationAndGroupDeployTheTaskDefinition() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));

        assertThat(updated.changes()).containsExactly("task definition webshop:1 -> webshop:2");
        assertThat(updated.previousTaskDefinition()).endsWith("webshop:1");
        DeploymentInfo info = info(updated);
        assertThat(info.applicationName()).isEqualTo("AppECS-rehearsal-webshop");
        assertThat(info.deploymentGroupName()).isEqualTo("DgpECS-rehearsal-webshop");
        assertThat(updated.notices())
                .containsExactly("Before production traffic moves CodeDeploy waits up to 30 min for continueDeployment,"
                        + " and then stops the deployment");
    }

    @Test
    void readyIsAnsweredAndTheDeploymentSucceeds() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        bed.advanceMinutes(10);
        Gates.Answered answered = new Gates(bed.clients)
                .answer(ServiceBed.SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);

        assertThat(answered.stage()).isEqualTo("Ready");
        bed.advanceMinutes(15);
        assertThat(info(updated).statusAsString()).isEqualTo("Succeeded");
        assertThat(bed.updater.check(update("two").taskDefinition("webshop:2")).changed())
                .isFalse();
        assertThatThrownBy(() -> new Gates(bed.clients)
                        .answer(ServiceBed.SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE))
                .hasMessageContaining("does not wait for an answer: it is Succeeded");
    }

    @Test
    void whileOneDeploymentGoesOnAnotherIsRefusedPlainly() throws InterruptedException {
        bed.updater.update(update("two"));
        assertThatThrownBy(() -> bed.updater.update(update("three")))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is deploying already, and CodeDeploy takes one deployment at a time");
    }

    @Test
    void aRollbackStopsTheDeploymentAndTheEarlierTasksServe() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        bed.advanceMinutes(10);
        UpdatedService back = new ServiceRollback(bed.clients, bed.clock::advance)
                .rollBack(new RollbackRequest(
                        ServiceBed.SERVICE,
                        updated.deployment(),
                        Optional.of(updated.previousTaskDefinition()),
                        Optional.empty()));

        assertThat(back.changes()).singleElement().asString().contains("is stopped, and goes back to what ran before");
        bed.advanceMinutes(10);
        assertThat(info(updated).statusAsString()).isEqualTo("Stopped");
        assertThat(bed.updater.check(update("two").taskDefinition("webshop:1")).changed())
                .as("webshop:1 is live")
                .isFalse();
    }

    @Test
    void anotherBuildAnswersTheGateOfWhatCodeDeployIsAt() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        bed.advanceMinutes(10);
        Gates.Answered answered = new Gates(bed.clients)
                .answer(ServiceBed.SERVICE, Optional.empty(), Optional.empty(), GateAction.CONTINUE);

        assertThat(answered.deployment())
                .isEqualTo(updated.deployment().orElseThrow().value());
        assertThat(answered.stage()).isEqualTo("Ready");
    }

    @Test
    void whereCodeDeployIsAtNothingAnotherBuildIsToldSo() {
        assertThatThrownBy(() -> new Gates(bed.clients)
                        .answer(ServiceBed.SERVICE, Optional.empty(), Optional.empty(), GateAction.CONTINUE))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("CodeDeploy deploys nothing to the service webshop");
    }

    @Test
    void anotherBuildTakesBackWhatCodeDeployIsAt() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        bed.advanceMinutes(10);
        UpdatedService back = rollBack(Optional.empty());

        assertThat(back.deployment()).isEqualTo(updated.deployment());
        bed.advanceMinutes(10);
        assertThat(info(updated).statusAsString()).isEqualTo("Stopped");
    }

    @Test
    void namingWhatRanBeforeStopsWhatCodeDeployIsAtAndNamingAnotherIsRefusedWithWhatToDo() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two"));
        String other = bed.revision("other");
        bed.advanceMinutes(10);
        String id = updated.deployment().orElseThrow().value();
        assertThatThrownBy(() -> rollBack(Optional.of(other)))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("CodeDeploy's deployment " + id + " goes on")
                .hasMessageContaining("rollbackService without taskDefinition goes back to webshop:1");
        assertThat(bed.calls("codedeploy:StopDeployment")).isZero();

        assertThat(rollBack(Optional.of("webshop:1")).changes())
                .singleElement()
                .asString()
                .contains("is stopped, and goes back to what ran before");
    }

    private UpdatedService rollBack(Optional<String> named) throws InterruptedException {
        return new ServiceRollback(bed.clients, bed.clock::advance)
                .rollBack(new RollbackRequest(ServiceBed.SERVICE, Optional.empty(), Optional.empty(), named));
    }

    @Test
    void aDeploymentWhoseAnswerIsLostIsFoundByItsAppSpecAndStartedOnce() throws InterruptedException {
        bed.simulator.faults().next(1, "codedeploy:CreateDeployment", Faults.answerLost());
        UpdatedService updated = bed.updater.update(update("two"));

        assertThat(bed.calls("codedeploy:CreateDeployment")).isEqualTo(1);
        assertThat(info(updated).deploymentGroupName()).isEqualTo("DgpECS-rehearsal-webshop");
    }

    @Test
    void aDeploymentThatFailedInsideAwsIsSentAgain() throws InterruptedException {
        bed.simulator.faults().next(2, "codedeploy:CreateDeployment", Faults.serverError());

        assertThat(bed.updater.update(update("two")).deployment()).isPresent();
        assertThat(bed.calls("codedeploy:CreateDeployment")).isEqualTo(3);
    }

    @Test
    void somebodyElsesDeploymentIsNotTakenForOursAfterALostAnswer() throws InterruptedException {
        bed.updater.update(update("theirs"));
        bed.simulator.faults().next(1, "codedeploy:CreateDeployment", Faults.serverError());

        assertThatThrownBy(() -> bed.updater.update(update("ours")))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is deploying already");
    }

    @Test
    void aRefusedDeploymentSaysThatTheDesiredCountWasChangedBeforeIt() throws InterruptedException {
        bed.updater.update(update("two"));

        assertThatThrownBy(() -> bed.updater.update(update("three").desiredCount(OptionalInt.of(3))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is deploying already")
                .hasMessageContaining(
                        "The desired count of the service webshop in cluster rehearsal was set to 3 before");
        assertThat(bed.service().desiredCount()).isEqualTo(3);
    }

    @Test
    void whatDeployedTheServiceLastDeploysItAgainAndBackWithoutBeingNamed() throws InterruptedException {
        groupOfOtherNames();
        UpdatedService first = bed.updater.update(update("two")
                .strategy(new Strategy.CodeDeploy(
                        Optional.of("shop"), Optional.of("shop-web"), Optional.empty(), Optional.empty())));
        goThrough(first);

        UpdatedService next = bed.updater.update(update("three"));
        assertThat(info(next).deploymentGroupName()).isEqualTo("shop-web");
        goThrough(next);
        UpdatedService back = new ServiceRollback(bed.clients, bed.clock::advance)
                .rollBack(new RollbackRequest(
                        ServiceBed.SERVICE,
                        next.deployment(),
                        Optional.of(next.previousTaskDefinition()),
                        Optional.empty()));
        assertThat(info(back).applicationName()).isEqualTo("shop");
        assertThat(back.changes()).containsExactly("task definition webshop:3 -> webshop:2");
    }

    @Test
    void alarmsAndTheTrafficsConfigurationGoIntoTheDeployment() throws InterruptedException {
        UpdatedService updated = bed.updater.update(update("two")
                .strategy(new Strategy.CodeDeploy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("CodeDeployDefault.ECSCanary10Percent5Minutes"),
                        Alarms.of(List.of("5xx"), true))));
        DeploymentInfo info = info(updated);
        assertThat(info.deploymentConfigName()).isEqualTo("CodeDeployDefault.ECSCanary10Percent5Minutes");
        assertThat(info.autoRollbackConfiguration().eventsAsStrings())
                .contains("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST");
    }

    @Test
    void whatCodeDeployCantDoIsRefusedWithTheReason() {
        assertThatThrownBy(() -> bed.updater.update(update("two").strategy(new Strategy.BlueGreen(5))))
                .hasMessageContaining("under the CODE_DEPLOY controller, so it can't be deployed BLUE_GREEN");
        assertThatThrownBy(() -> bed.updater.update(
                        update("two").pause(new PauseRequest(List.of("POST_SCALE_UP"), 5, false, "me"))))
                .hasMessageContaining("CodeDeploy pauses where its deployment group says so");
        assertThatThrownBy(() -> bed.updater.update(update("two")
                        .strategy(new Strategy.CodeDeploy(
                                Optional.of("nope"), Optional.empty(), Optional.empty(), Optional.empty()))))
                .hasMessageContaining("Name them: codeDeploy(application: …, deploymentGroup: …)");
    }

    @Test
    void theDesiredCountIsChangedByEcs() throws InterruptedException {
        UpdatedService updated =
                bed.updater.update(ServiceUpdate.of(ServiceBed.SERVICE).desiredCount(OptionalInt.of(3)));
        assertThat(updated.changes()).containsExactly("desired count 2 -> 3");
        assertThat(bed.service().desiredCount()).isEqualTo(3);
    }

    @Test
    void aServiceUnderTheEcsControllerIsNotForCodeDeploy() {
        bed.close();
        bed = ServiceBed.open();
        assertThatThrownBy(() -> bed.updater.update(update("two").strategy(new Strategy.CodeDeploy())))
                .hasMessageContaining("is under the ECS controller, so CodeDeploy can't deploy it");
    }

    /** As CodeDeploySeed makes one, by other names. */
    private void groupOfOtherNames() {
        DeploymentGroupInfo usual = bed.clients
                .codeDeploy()
                .getDeploymentGroup(request -> request.applicationName("AppECS-rehearsal-webshop")
                        .deploymentGroupName("DgpECS-rehearsal-webshop"))
                .deploymentGroupInfo();
        bed.clients
                .codeDeploy()
                .createApplication(request -> request.applicationName("shop").computePlatform("ECS"));
        bed.clients
                .codeDeploy()
                .createDeploymentGroup(request -> request.applicationName("shop")
                        .deploymentGroupName("shop-web")
                        .serviceRoleArn(usual.serviceRoleArn())
                        .deploymentConfigName(usual.deploymentConfigName())
                        .deploymentStyle(usual.deploymentStyle())
                        .blueGreenDeploymentConfiguration(usual.blueGreenDeploymentConfiguration())
                        .loadBalancerInfo(usual.loadBalancerInfo())
                        .ecsServices(usual.ecsServices()));
    }

    private void goThrough(UpdatedService updated) {
        bed.advanceMinutes(10);
        new Gates(bed.clients).answer(ServiceBed.SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);
        bed.advanceMinutes(15);
        assertThat(info(updated).statusAsString()).isEqualTo("Succeeded");
    }

    private ServiceUpdate update(String stage) {
        return ServiceUpdate.of(ServiceBed.SERVICE).taskDefinition(bed.revision(stage));
    }

    private DeploymentInfo info(UpdatedService updated) {
        String id = updated.deployment().map(DeploymentId::value).orElseThrow();
        return bed.clients
                .codeDeploy()
                .getDeployment(request -> request.deploymentId(id))
                .deploymentInfo();
    }
}
