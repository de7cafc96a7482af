package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An update whose answer is lost takes effect once, and is found again; or it is called unknown. */
class LostAnswersTest {

    private final ServiceFixture webshop = ServiceFixture.open();

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aForcedDeploymentWhoseAnswerIsLostIsStartedOnce() throws InterruptedException {
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.answerLost());
        UpdatedService updated = webshop.updater.update(update().forceNewDeployment(true));

        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
        assertThat(updated.deployment())
                .hasValueSatisfying(id ->
                        assertThat(webshop.service().deployments().get(0).id()).isEqualTo(id.value()));
    }

    @Test
    void anothersDeploymentIsNotTakenForOursAfterALostAnswer() throws InterruptedException {
        String ours = webshop.revision("ours");
        String theirs = webshop.revision("theirs");
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.serverError());
        UpdatedService updated = whileItWaits(theirs).update(update().taskDefinition(ours));

        assertThat(updated.taskDefinition()).isEqualTo(ours);
        assertThat(webshop.service().taskDefinition()).isEqualTo(ours);
        assertThat(webshop.service().deployments())
                .filteredOn(one ->
                        one.id().equals(updated.deployment().orElseThrow().value()))
                .singleElement()
                .satisfies(one -> assertThat(one.taskDefinition()).isEqualTo(ours));
    }

    @Test
    void oursIsFollowedAfterALostAnswerThoughAnotherReplacedIt() throws InterruptedException {
        String ours = webshop.revision("ours");
        String theirs = webshop.revision("theirs");
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.answerLost());
        ServiceUpdater updater = new ServiceUpdater(webshop.clients, pause -> {
            webshop.advanceMinutes(1); // ours has tasks by then, so that ECS goes on listing it
            webshop.elsewhere(update -> update.taskDefinition(theirs));
        });
        UpdatedService updated = updater.update(update().taskDefinition(ours));

        assertThat(webshop.calls("ecs:UpdateService")).as("ours and theirs").isEqualTo(2);
        assertThat(updated.taskDefinition()).isEqualTo(ours);
        assertThat(updated.deployment()).isPresent();
        assertThat(webshop.service().taskDefinition()).isEqualTo(theirs);
        assertThat(webshop.service().deployments().get(0).id())
                .as("theirs")
                .isNotEqualTo(updated.deployment().orElseThrow().value());
    }

    private ServiceUpdater whileItWaits(String theirs) {
        return new ServiceUpdater(webshop.clients, pause -> webshop.elsewhere(update -> update.taskDefinition(theirs)));
    }

    @Test
    void anUpdateThatFailedInsideAwsIsSentAgain() throws InterruptedException {
        webshop.simulator.faults().next(2, "ecs:UpdateService", Faults.serverError());
        assertThat(webshop.updater.update(update().forceNewDeployment(true)).deployment())
                .isPresent();
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(3);
    }

    @Test
    void anUpdateThatCanNotBeLookedUpIsUnknownAndNotSentAgain() {
        webshop.simulator.faults().next(1, "ecs:UpdateService", Faults.answerLost());
        ServiceUpdater updater = new ServiceUpdater(
                webshop.clients, pause -> webshop.simulator.faults().deny("ecs:DescribeServices"));

        assertThatThrownBy(() -> updater.update(update().taskDefinition(webshop.revision("two"))))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageStartingWith(
                        "UNKNOWN: ecs:UpdateService for service webshop in cluster rehearsal got no answer")
                .hasMessageContaining("Missing IAM action: ecs:DescribeServices")
                .hasMessageEndingWith("before you run the build again: is there one of webshop:2?");
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void aCountWhoseAnswerIsLostUnderCodeDeployIsSetOnce() throws InterruptedException {
        try (ServiceFixture codeDeploy = ServiceFixture.underCodeDeploy()) {
            codeDeploy.simulator.faults().next(1, "ecs:UpdateService", Faults.answerLost());
            codeDeploy.updater.update(update().desiredCount(OptionalInt.of(3)));

            assertThat(codeDeploy.service().desiredCount()).isEqualTo(3);
            assertThat(codeDeploy.calls("ecs:UpdateService")).isEqualTo(1);
        }
    }

    private static ServiceUpdate update() {
        return ServiceUpdate.of(ServiceFixture.SERVICE);
    }
}
