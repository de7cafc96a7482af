package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** Updates whose deployment does not show at once, because AWS' answers are from before them. */
class StaleAnswersTest {

    private final ServiceFixture webshop = ServiceFixture.open(seed -> seed.strategy(WebshopSeed.Strategy.ROLLING));

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aDeploymentThatTheAnswerDoesNotShowIsFoundInTheService() throws InterruptedException {
        String two = webshop.revision("two");
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.stale());
        UpdatedService updated = webshop.updater.update(update().taskDefinition(two));

        assertIsPrimary(updated);
        assertThat(updated.taskDefinition()).isEqualTo(two);
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void aDeploymentThatTheServiceDoesNotShowIsFoundInItsList() throws InterruptedException {
        PreparedUpdate prepared = webshop.updater.prepare(update().taskDefinition(webshop.revision("two")));
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.stale());
        webshop.simulator.faults().next(100, "ecs:DescribeServices", Faults.stale());
        UpdatedService updated = prepared.send();
        webshop.simulator.faults().clear();

        assertIsPrimary(updated);
    }

    @Test
    void aDeploymentThatShowsNowhereIsUnknownAndNeverGreen() {
        PreparedUpdate prepared = webshop.updater.prepare(update().forceNewDeployment(true));
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.stale());
        webshop.simulator.faults().next(100, "ecs:DescribeServices", Faults.stale());
        webshop.simulator.faults().deny("ecs:ListServiceDeployments");

        assertThatThrownBy(prepared::send)
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("no deployment of webshop:1 shows since then, so it is unknown")
                .hasMessageContaining("Check the service's deployments before you deploy again");
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void anUpdateToWhatEcsRolledBackToMeanwhileIsUnknown() throws InterruptedException {
        String before = webshop.service().taskDefinition();
        webshop.elsewhere(request -> request.taskDefinition(webshop.revision("two")));
        webshop.advanceMinutes(1);
        PreparedUpdate prepared = webshop.updater.prepare(update().taskDefinition(before));
        ServiceDeployment theirs = webshop.deployment();
        webshop.clients
                .ecs()
                .stopServiceDeployment(request -> request.serviceDeploymentArn(theirs.serviceDeploymentArn()));
        webshop.advanceMinutes(1);

        assertThatThrownBy(prepared::send)
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("If ECS rolled back to the same task definition meanwhile, it starts none");
    }

    @Test
    void aChangedCountHasNotSetWhatAnotherUpdateDid() throws InterruptedException {
        String before = webshop.service().taskDefinition();
        PreparedUpdate prepared = webshop.updater.prepare(update().desiredCount(OptionalInt.of(3)));
        webshop.elsewhere(request -> request.taskDefinition(webshop.revision("two")));

        assertThat(prepared.send().taskDefinition()).isEqualTo(before);
    }

    @Test
    void aForcedDeploymentIsStartedOnceAlsoIfReadsAreStale() throws InterruptedException {
        PreparedUpdate prepared = webshop.updater.prepare(update().forceNewDeployment(true));
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.answerLost());
        webshop.simulator.faults().next(2, "ecs:DescribeServices", Faults.stale());
        UpdatedService updated = prepared.send();
        webshop.simulator.faults().clear();

        assertIsPrimary(updated);
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    private void assertIsPrimary(UpdatedService updated) {
        assertThat(updated.deployment().orElseThrow().value())
                .isEqualTo(webshop.service().deployments().get(0).id());
    }

    private static ServiceUpdate update() {
        return ServiceUpdate.of(ServiceFixture.SERVICE);
    }
}
