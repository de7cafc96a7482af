package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.LoadBalancerSettings;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** What is sent to UpdateService, and what is refused before. */
class ServiceUpdaterTest {

    private final ServiceFixture webshop = ServiceFixture.open();

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void whatIsNotNamedStaysAsItIs() throws InterruptedException {
        webshop.elsewhere(update -> update.deploymentConfiguration(DeploymentConfiguration.builder()
                .strategy("BLUE_GREEN")
                .bakeTimeInMinutes(3)
                .maximumPercent(150)
                .build()));
        UpdatedService updated = webshop.updater.update(update().taskDefinition(webshop.revision("two")));

        assertThat(updated.changes()).containsExactly("task definition webshop:1 -> webshop:2");
        assertThat(webshop.service().deploymentConfiguration().maximumPercent()).isEqualTo(150);
        assertThat(webshop.service().desiredCount()).isEqualTo(2);
    }

    @Test
    void everyDifferenceOfTheConfigurationIsListed() {
        UpdatedService would = webshop.updater
                .prepare(update().strategy(new Strategy.Canary(10, 5, Alarms.of(List.of("webshop-5xx"), true))))
                .planned();

        assertThat(would.changes())
                .containsExactlyInAnyOrder(
                        "deploymentConfiguration.strategy BLUE_GREEN -> CANARY",
                        "deploymentConfiguration.canaryConfiguration.canaryPercent (not set) -> 10.0",
                        "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes (not set) -> 5",
                        "deploymentConfiguration.alarms.alarmNames (not set) -> [\"webshop-5xx\"]",
                        "deploymentConfiguration.alarms.enable (not set) -> true",
                        "deploymentConfiguration.alarms.rollback (not set) -> true");
    }

    @Test
    void onlyTheChangedMembersOfTheConfigurationAreSent() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update().strategy(new Strategy.BlueGreen(17)));

        assertThat(updated.changes()).containsExactly("deploymentConfiguration.bakeTimeInMinutes 5 -> 17");
        assertThat(updated.deployment()).as("a strategy alone deploys nothing").isEmpty();
        DeploymentConfiguration now = webshop.service().deploymentConfiguration();
        assertThat(now.bakeTimeInMinutes()).isEqualTo(17);
        assertThat(now.deploymentCircuitBreaker().rollback()).isTrue();
    }

    @Test
    void rollingAfterBlueGreenDiffersOnce() throws InterruptedException {
        ServiceUpdate rolling = update().strategy(new Strategy.Rolling());
        assertThat(webshop.updater.update(rolling).changes())
                .contains("deploymentConfiguration.bakeTimeInMinutes 5 -> 0");

        assertThat(webshop.updater.update(rolling).changed()).isFalse();
    }

    @Test
    void aShortServiceArnNamesTheService() throws InterruptedException {
        ServiceRef named =
                new ServiceRef(ServiceFixture.SERVICE.cluster(), "arn:aws:ecs:us-east-1:123456789012:service/webshop");
        UpdatedService updated =
                webshop.updater.update(ServiceUpdate.of(named).taskDefinition(webshop.revision("two")));

        assertThat(updated.deployment()).isPresent();
    }

    @Test
    void aDryRunListsTheChangesAndSendsNothing() {
        UpdatedService would = webshop.updater
                .prepare(update().taskDefinition(webshop.revision("two")).desiredCount(OptionalInt.of(3)))
                .planned();

        assertThat(would.changes()).containsExactly("task definition webshop:1 -> webshop:2", "desired count 2 -> 3");
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    @Test
    void whatTheLoadBalancerLacksCanBeSetWithTheUpdate() throws InterruptedException {
        LoadBalancer wired = webshop.service().loadBalancers().get(0);
        webshop.elsewhere(update -> update.deploymentConfiguration(configuration -> configuration.strategy("ROLLING"))
                .loadBalancers(wired.toBuilder()
                        .advancedConfiguration((AdvancedConfiguration) null)
                        .build()));
        webshop.advanceMinutes(10);
        ServiceUpdate blueGreen =
                update().taskDefinition(webshop.revision("two")).strategy(new Strategy.BlueGreen(5));
        assertThatThrownBy(() -> webshop.updater.update(blueGreen))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("loadBalancers[0].advancedConfiguration.productionListenerRule")
                .hasMessageContaining("loadBalancer(alternateTargetGroup: …");

        UpdatedService updated = webshop.updater.update(blueGreen.loadBalancer(Optional.of(new LoadBalancerSettings(
                Optional.of(wired.advancedConfiguration().alternateTargetGroupArn()),
                Optional.of(wired.advancedConfiguration().productionListenerRule()),
                Optional.empty(),
                Optional.of(wired.advancedConfiguration().roleArn())))));

        assertThat(updated.deployment()).isPresent();
        assertThat(webshop.service()
                        .loadBalancers()
                        .get(0)
                        .advancedConfiguration()
                        .roleArn())
                .isEqualTo(wired.advancedConfiguration().roleArn());
        assertThat(webshop.service().deploymentConfiguration().strategyAsString())
                .isEqualTo("BLUE_GREEN");
    }

    @Test
    void aTargetGroupInNoListenerRuleIsRefused() {
        LoadBalancer balancer = webshop.service().loadBalancers().get(0);
        String other = webshop.clients
                .elb()
                .createTargetGroup(request -> request.name("lonely")
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId("vpc-elsewhere")
                        .targetType("ip"))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        assertThatThrownBy(() -> webshop.updater.update(update().strategy(new Strategy.BlueGreen(1))
                        .loadBalancer(Optional.of(new LoadBalancerSettings(
                                Optional.of(other), Optional.empty(), Optional.empty(), Optional.empty())))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("alternateTargetGroupArn " + other + " is in no forward action")
                .hasMessageContaining("differ in their VPC")
                .hasMessageContaining("Nothing was changed");
        assertThat(webshop.service().loadBalancers()).containsExactly(balancer);
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    @Test
    void aLoadBalancerThatCantBeReadIsNoticedAndNoRefusal() throws InterruptedException {
        webshop.simulator.faults().deny("elasticloadbalancing:DescribeRules");
        UpdatedService updated = webshop.updater.update(
                update().taskDefinition(webshop.revision("two")).strategy(new Strategy.BlueGreen(1)));

        assertThat(updated.deployment()).isPresent();
        assertThat(updated.notices())
                .singleElement()
                .asString()
                .startsWith("Could not check that the listener rules forward to the target groups")
                .contains("Missing IAM action: elasticloadbalancing:DescribeRules");
    }

    @Test
    void afterAFailedDeploymentThePreviousOneIsTheStableOne() throws InterruptedException {
        webshop.simulator
                .scenarios()
                .forService(ServiceFixture.SERVICE.cluster(), ServiceFixture.SERVICE.service(), Scenario.CRASH);
        String broken = webshop.revision("broken");
        webshop.elsewhere(update -> update.taskDefinition(broken)
                .deploymentConfiguration(configuration -> configuration
                        .strategy("ROLLING")
                        .deploymentCircuitBreaker(
                                breaker -> breaker.enable(true).rollback(false))));
        webshop.advanceMinutes(30);
        assertThat(webshop.service().deployments().get(0).rolloutStateAsString())
                .isEqualTo("FAILED");

        UpdatedService updated = webshop.updater.update(update().taskDefinition(webshop.revision("three")));
        assertThat(updated.previousTaskDefinition()).endsWith("webshop:1");
        assertThat(updated.notices()).isEmpty();
    }

    @Test
    void duringADeploymentThePreviousOneIsTheStableOne() throws InterruptedException {
        String unfinished = webshop.revision("unfinished");
        webshop.elsewhere(update -> update.taskDefinition(unfinished));

        UpdatedService updated = webshop.updater.update(update().taskDefinition(webshop.revision("three")));
        assertThat(updated.previousTaskDefinition()).endsWith("webshop:1");
    }

    @Test
    void theLastStableRevisionIsFoundWithoutItsTasks() throws InterruptedException {
        Service unfinished = unfinishedAfterGood();

        LastStableRevision.Answer served =
                new LastStableRevision(webshop.clients).before(ServiceFixture.SERVICE, unfinished);
        assertThat(served.taskDefinition()).endsWith("webshop:2");
        assertThat(served.notice()).isEmpty();
    }

    @Test
    void anUnknownStableRevisionIsNoticed() throws InterruptedException {
        Service unfinished = unfinishedAfterGood();
        webshop.simulator.faults().deny("ecs:ListServiceDeployments");

        LastStableRevision.Answer served =
                new LastStableRevision(webshop.clients).before(ServiceFixture.SERVICE, unfinished);
        assertThat(served.taskDefinition()).isEqualTo(unfinished.taskDefinition());
        assertThat(served.notice().orElseThrow())
                .contains("The last deployment, of webshop:3, was not completed")
                .contains("the last stable revision is unknown. A rollback would deploy webshop:3")
                .contains("ecs:ListServiceDeployments");
    }

    /** ECS lists nothing but the unfinished deployment of webshop:3; webshop:2 was the last that was completed. */
    private Service unfinishedAfterGood() throws InterruptedException {
        webshop.updater.update(update().taskDefinition(webshop.revision("good")));
        webshop.advanceMinutes(20);
        assertThat(webshop.deployment().statusAsString()).isEqualTo("SUCCESSFUL");
        Service service = webshop.service();
        String unfinished = webshop.revision("unfinished");
        return service.toBuilder()
                .taskDefinition(unfinished)
                .deployments(service.deployments().get(0).toBuilder()
                        .taskDefinition(unfinished)
                        .rolloutState("IN_PROGRESS")
                        .build())
                .build();
    }

    @Test
    void bothPercentagesAt100AreRefused() {
        assertThatThrownBy(() -> webshop.updater.update(update().strategy(new Strategy.Rolling(
                        OptionalInt.empty(), OptionalInt.of(100), Optional.empty(), Optional.empty()))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("minimumHealthyPercent 100 and maximumPercent 100");
    }

    private static ServiceUpdate update() {
        return ServiceUpdate.of(ServiceFixture.SERVICE);
    }
}
