package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.gate.PauseHookRemoval;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.CircuitBreaker;
import io.jenkins.plugins.ecsdeploy.update.request.LoadBalancerSettings;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services with members that are newer than the SDK keep them, or the update is refused. */
class UnknownMemberCheckTest {

    private static final JsonNode VALUE = JsonNodeFactory.instance.objectNode().put("enable", true);

    private final PauseFixture webshop = new PauseFixture();
    private final ServiceUpdater updater = webshop.aws.updater;

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aMemberOfTheConfigurationIsLeftOutAndStays() throws InterruptedException {
        unknown("/deploymentConfiguration/gradualStart");
        UpdatedService updated = updater.update(of().strategy(new Strategy.BlueGreen(17)));

        assertThat(updated.changes()).containsExactly("deploymentConfiguration.bakeTimeInMinutes 1 -> 17");
        assertThat(updated.notices())
                .containsExactly("Left as they are, because this version of the plugin does not know them:"
                        + " deploymentConfiguration.gradualStart");
        assertThat(unknownNow()).containsExactly("deploymentConfiguration.gradualStart");
    }

    @Test
    void nothingIsSaidIfTheConfigurationIsNotSent() throws InterruptedException {
        unknown("/deploymentConfiguration/gradualStart");
        unknown("/gatewayPolicy");
        UpdatedService updated = updater.update(of().desiredCount(OptionalInt.of(3)));

        assertThat(updated.notices()).isEmpty();
        assertThat(unknownNow()).contains("deploymentConfiguration.gradualStart", "gatewayPolicy");
    }

    @Test
    void aMemberOfABlockThatIsNotSentStaysWithANotice() throws InterruptedException {
        unknown("/deploymentConfiguration/deploymentCircuitBreaker/gracePeriod");
        UpdatedService updated = updater.update(of().strategy(new Strategy.BlueGreen(17)));

        assertThat(updated.notices()).singleElement().asString().contains("deploymentCircuitBreaker.gracePeriod");
        assertThat(unknownNow()).containsExactly("deploymentConfiguration.deploymentCircuitBreaker.gracePeriod");
    }

    @Test
    void aMemberOfABlockThatWouldBeReplacedIsRefused() {
        unknown("/deploymentConfiguration/deploymentCircuitBreaker/gracePeriod");
        assertRefused(
                of().strategy(new Strategy.Rolling(
                        OptionalInt.empty(), OptionalInt.empty(), Optional.of(CircuitBreaker.FAIL), Optional.empty())),
                "deploymentConfiguration.deploymentCircuitBreaker.gracePeriod",
                "change deploymentConfiguration.deploymentCircuitBreaker with a tool that knows them");
    }

    @Test
    void aMemberOfReplacedAlarmsIsRefused() {
        webshop.aws.elsewhere(update -> update.deploymentConfiguration(configuration -> configuration.alarms(
                alarms -> alarms.alarmNames("old").enable(true).rollback(false))));
        unknown("/deploymentConfiguration/alarms/composite");
        assertRefused(
                of().strategy(new Strategy.BlueGreen(5, Alarms.of(List.of("webshop-5xx"), true))),
                "deploymentConfiguration.alarms.composite",
                "change deploymentConfiguration.alarms with a tool");
    }

    @Test
    void aMemberOfTheServicesOwnHookIsRefusedWhenAPauseIsAdded() {
        webshop.ownHook("PRE_SCALE_UP");
        unknown("/deploymentConfiguration/lifecycleHooks/0/retries");
        assertRefused(
                webshop.update("two").pause(PauseFixture.pause()),
                "deploymentConfiguration.lifecycleHooks[0].retries",
                "change deploymentConfiguration.lifecycleHooks with a tool");
    }

    @Test
    void aMemberOfTheServicesOwnHookKeepsThePauseFromBeingRemoved() throws InterruptedException {
        webshop.ownHook("PRE_SCALE_UP");
        UpdatedService updated = webshop.gated("two");
        webshop.continueUntilTheEnd();
        unknown("/deploymentConfiguration/lifecycleHooks/0/timeoutConfiguration/remindAfter");

        assertThatThrownBy(() -> remove(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("deploymentConfiguration.lifecycleHooks[0].timeoutConfiguration.remindAfter");
        assertThat(webshop.aws.hooks()).hasSize(2);
    }

    @Test
    void aMemberOfOurOwnHookDoesNotKeepItFromBeingRemoved() throws InterruptedException {
        webshop.ownHook("PRE_SCALE_UP");
        UpdatedService updated = webshop.gated("two");
        webshop.continueUntilTheEnd();
        unknown("/deploymentConfiguration/lifecycleHooks/1/retries");

        assertThat(remove(updated)).isEqualTo(PauseHookRemoval.Result.REMOVED);
        assertThat(webshop.aws.hooks()).hasSize(1);
    }

    @Test
    void aMemberOfTheLoadBalancerIsRefusedIfThatIsSent() {
        unknown("/loadBalancers/0/advancedConfiguration/stickiness");
        String other = webshop.aws
                .service()
                .loadBalancers()
                .get(0)
                .advancedConfiguration()
                .roleArn()
                .replace("role/", "role/other-");
        assertRefused(
                of().loadBalancer(Optional.of(new LoadBalancerSettings(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(other)))),
                "loadBalancers[0].advancedConfiguration.stickiness",
                "change loadBalancers with a tool");
    }

    private PauseHookRemoval.Result remove(UpdatedService updated) {
        return new PauseHookRemoval(webshop.aws.clients, webshop.aws.clock::advance)
                .remove(
                        ServiceFixture.SERVICE,
                        updated.deployment(),
                        updated.pause().orElseThrow());
    }

    private void assertRefused(ServiceUpdate update, String member, String whatToDo) {
        long before = webshop.aws.calls("ecs:UpdateService");
        List<String> unknown = unknownNow();
        assertThatThrownBy(() -> updater.update(update))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("has settings that this version of the plugin does not know")
                .hasMessageContaining(member)
                .hasMessageContaining("Nothing was changed. Update the plugin")
                .hasMessageContaining(whatToDo);
        assertThat(webshop.aws.calls("ecs:UpdateService")).isEqualTo(before);
        assertThat(unknownNow()).isEqualTo(unknown);
    }

    private void unknown(String at) {
        webshop.aws.simulator.futureMembers().put(ServiceFixture.SERVICE.service(), at, VALUE);
    }

    private List<String> unknownNow() {
        return new ServiceReader(webshop.aws.clients)
                .describe(ServiceFixture.SERVICE)
                .unknownMembers();
    }

    private static ServiceUpdate of() {
        return ServiceUpdate.of(ServiceFixture.SERVICE);
    }
}
