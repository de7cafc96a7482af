package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.PausedDeployments;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.ServiceFixture;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
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
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** What is sent to CodeDeploy for a service that it deploys, and what is refused before. */
class CodeDeployUpdaterTest {

    private ServiceFixture webshop = ServiceFixture.underCodeDeploy();

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void withoutAStrategyTheDefaultApplicationAndGroupDeploy() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));

        assertThat(updated.changes()).containsExactly("task definition webshop:1 -> webshop:2");
        assertThat(updated.previousTaskDefinition()).endsWith("webshop:1");
        DeploymentInfo info = info(updated);
        assertThat(info.applicationName()).isEqualTo("AppECS-rehearsal-webshop");
        assertThat(info.deploymentGroupName()).isEqualTo("DgpECS-rehearsal-webshop");
        assertThat(updated.notices())
                .containsExactly(
                        "CodeDeploy waits up to 30 min for continueDeployment before it shifts production traffic,"
                                + " and then stops the deployment");
    }

    @Test
    void duringADeploymentAnotherOneIsRefused() throws InterruptedException {
        webshop.updater.update(update("two"));
        assertThatThrownBy(() -> webshop.updater.update(update("three")))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("already has a deployment in progress, and CodeDeploy allows one at a time");
    }

    @Test
    void aLostAnswersDeploymentIsFoundByItsAppSpec() throws InterruptedException {
        webshop.simulator.faults().next(1, "codedeploy:CreateDeployment", Faults.answerLost());
        UpdatedService updated = webshop.updater.update(update("two"));

        assertThat(webshop.calls("codedeploy:CreateDeployment")).isEqualTo(1);
        assertThat(info(updated).deploymentGroupName()).isEqualTo("DgpECS-rehearsal-webshop");
    }

    @Test
    void aDeploymentThatFailedInsideAwsIsSentAgain() throws InterruptedException {
        webshop.simulator.faults().next(2, "codedeploy:CreateDeployment", Faults.serverError());

        assertThat(webshop.updater.update(update("two")).deployment()).isPresent();
        assertThat(webshop.calls("codedeploy:CreateDeployment")).isEqualTo(3);
    }

    @Test
    void anothersDeploymentIsNotTakenForOursAfterALostAnswer() throws InterruptedException {
        webshop.updater.update(update("theirs"));
        webshop.simulator.faults().next(1, "codedeploy:CreateDeployment", Faults.serverError());

        assertThatThrownBy(() -> webshop.updater.update(update("ours")))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("already has a deployment in progress");
    }

    @Test
    void aRefusalSaysThatTheDesiredCountWasChangedBefore() throws InterruptedException {
        webshop.updater.update(update("two"));

        assertThatThrownBy(() -> webshop.updater.update(update("three").desiredCount(OptionalInt.of(3))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("already has a deployment in progress")
                .hasMessageContaining(
                        "The desired count of the service webshop in cluster rehearsal was set to 3 before that");
        assertThat(webshop.service().desiredCount()).isEqualTo(3);
    }

    @Test
    void theGroupThatDeployedLastIsUsedAgain() throws InterruptedException {
        groupOfOtherNames();
        UpdatedService first = webshop.updater.update(update("two")
                .strategy(new Strategy.CodeDeploy(
                        Optional.of("shop"), Optional.of("shop-web"), Optional.empty(), Optional.empty())));
        goThrough(first);

        UpdatedService next = webshop.updater.update(update("three"));
        assertThat(info(next).deploymentGroupName()).isEqualTo("shop-web");
        goThrough(next);
        UpdatedService back = new ServiceRollback(webshop.clients, webshop.clock::advance)
                .rollBack(
                        new RollbackRequest(
                                ServiceFixture.SERVICE,
                                next.deployment(),
                                Optional.of(next.previousTaskDefinition()),
                                Optional.empty()),
                        PreparedUpdate::send);
        assertThat(info(back).applicationName()).isEqualTo("shop");
        assertThat(back.changes()).containsExactly("task definition webshop:3 -> webshop:2");
    }

    @Test
    void tasksOnSpotStayOnSpot() throws InterruptedException {
        try (ServiceFixture spot = ServiceFixture.open(
                seed -> seed.strategy(WebshopSeed.Strategy.CODE_DEPLOY).capacityProvider("FARGATE_SPOT"))) {
            spot.updater.update(ServiceUpdate.of(ServiceFixture.SERVICE).taskDefinition(spot.revision("two")));
            spot.advanceMinutes(5);

            List<TaskSet> sets = spot.service().taskSets();
            assertThat(sets).hasSize(2).allSatisfy(set -> {
                assertThat(set.capacityProviderStrategy())
                        .singleElement()
                        .satisfies(item -> assertThat(item.capacityProvider()).isEqualTo("FARGATE_SPOT"));
                assertThat(set.networkConfiguration()).isEqualTo(sets.get(0).networkConfiguration());
            });
        }
    }

    @Test
    void alarmsAndTheTrafficConfigurationAreSent() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two")
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
        assertThatThrownBy(() -> webshop.updater.update(update("two").strategy(new Strategy.BlueGreen(5))))
                .hasMessageContaining("has the deployment controller CODE_DEPLOY, so it can't be deployed BLUE_GREEN");
        assertThatThrownBy(() -> webshop.updater.update(
                        update("two").pause(new PauseRequest(List.of("POST_SCALE_UP"), 5, false, "me"))))
                .hasMessageContaining("deploymentReadyOption to STOP_DEPLOYMENT");
        assertThatThrownBy(() -> webshop.updater.update(update("two")
                        .strategy(new Strategy.CodeDeploy(
                                Optional.of("nope"), Optional.empty(), Optional.empty(), Optional.empty()))))
                .hasMessageContaining("Name them: codeDeploy(application: …, deploymentGroup: …)");
    }

    @Test
    void theDesiredCountIsChangedByEcs() throws InterruptedException {
        UpdatedService updated =
                webshop.updater.update(ServiceUpdate.of(ServiceFixture.SERVICE).desiredCount(OptionalInt.of(3)));
        assertThat(updated.changes()).containsExactly("desired count 2 -> 3");
        assertThat(webshop.service().desiredCount()).isEqualTo(3);
    }

    @Test
    void aServiceThatEcsDeploysIsRefused() {
        webshop.close();
        webshop = ServiceFixture.open();
        assertThatThrownBy(() -> webshop.updater.update(update("two").strategy(new Strategy.CodeDeploy())))
                .hasMessageContaining("has the deployment controller ECS, so CodeDeploy can't deploy it");
    }

    /** As CodeDeploySeed makes one, by other names. */
    private void groupOfOtherNames() {
        DeploymentGroupInfo usual = webshop.clients
                .codeDeploy()
                .getDeploymentGroup(request -> request.applicationName("AppECS-rehearsal-webshop")
                        .deploymentGroupName("DgpECS-rehearsal-webshop"))
                .deploymentGroupInfo();
        webshop.clients
                .codeDeploy()
                .createApplication(request -> request.applicationName("shop").computePlatform("ECS"));
        webshop.clients
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

    private void goThrough(UpdatedService updated) throws InterruptedException {
        webshop.advanceMinutes(10);
        new PausedDeployments(webshop.clients, pause -> {})
                .answer(ServiceFixture.SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);
        webshop.advanceMinutes(15);
        assertThat(info(updated).statusAsString()).isEqualTo("Succeeded");
    }

    private ServiceUpdate update(String stage) {
        return ServiceUpdate.of(ServiceFixture.SERVICE).taskDefinition(webshop.revision(stage));
    }

    private DeploymentInfo info(UpdatedService updated) {
        String id = updated.deployment().map(DeploymentId::value).orElseThrow();
        return webshop.clients
                .codeDeploy()
                .getDeployment(request -> request.deploymentId(id))
                .deploymentInfo();
    }
}
