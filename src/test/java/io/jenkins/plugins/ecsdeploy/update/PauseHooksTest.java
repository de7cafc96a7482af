package io.jenkins.plugins.ecsdeploy.update;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PAUSE hooks that come with an update. */
class PauseHooksTest {

    private final PauseFixture webshop = new PauseFixture();

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void theDeploymentPausesAndTheServicesOwnHooksStay() throws InterruptedException {
        webshop.ownHook("PRE_SCALE_UP");
        UpdatedService updated = webshop.gated("two");

        assertThat(webshop.aws.hooks()).hasSize(2);
        assertThat(updated.changes())
                .contains("lifecycle hook added: PAUSE at POST_TEST_TRAFFIC_SHIFT, 30 min, then ROLLBACK (of shop #7)");
        webshop.continueDeployment();
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
    }

    @Test
    void aLeftoverHookDoesNotPauseTheNextUpdate() throws InterruptedException {
        webshop.gated("two");
        webshop.continueUntilTheEnd();
        assertThat(webshop.aws.hooks()).as("nobody removed it").hasSize(1);

        UpdatedService next = webshop.aws.updater.update(webshop.update("three"));

        assertThat(next.changes())
                .contains(
                        "lifecycle hook removed: PAUSE at POST_TEST_TRAFFIC_SHIFT, 30 min, then ROLLBACK (of shop #7)");
        webshop.aws.advanceMinutes(15);
        assertThat(webshop.aws.deployment().statusAsString()).isEqualTo("SUCCESSFUL");
        assertThat(webshop.aws.hooks()).isEmpty();
    }

    @Test
    void hookDetailsRefusedByEcsAreLeftOut() throws InterruptedException {
        webshop.ownHook(PauseFixture.TEST_TRAFFIC); // looks the same as ours
        webshop.hookDetailsAreRefused();
        webshop.gated("two");
        assertThat(webshop.aws.hooks())
                .hasSize(2)
                .allSatisfy(hook -> assertThat(hook.hookDetails()).isNull());
    }

    @Test
    void aStageThatARollingDeploymentNeverReachesIsRefused() {
        webshop.aws.elsewhere(
                update -> update.deploymentConfiguration(configuration -> configuration.strategy("ROLLING")));
        long before = webshop.aws.calls("ecs:UpdateService");

        assertThatThrownBy(
                        () -> webshop.aws.updater.update(webshop.update("two").pause(PauseFixture.pause())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("has the strategy ROLLING")
                .hasMessageContaining("never reaches POST_TEST_TRAFFIC_SHIFT")
                .hasMessageContaining("RECONCILE_SERVICE, PRE_SCALE_UP, POST_SCALE_UP")
                .hasMessageContaining("strategy: blueGreen(…)");
        assertThat(webshop.aws.calls("ecs:UpdateService")).isEqualTo(before);
        assertThat(webshop.aws
                        .updater
                        .prepare(webshop.update("two")
                                .pause(new PauseRequest(List.of("POST_SCALE_UP"), 30, false, "shop #7")))
                        .pause())
                .isPresent();
    }

    @Test
    void anUpdateWithoutADeploymentAddsNoHook() throws InterruptedException {
        UpdatedService updated =
                webshop.aws.updater.update(ServiceUpdate.of(SERVICE).pause(PauseFixture.pause()));
        assertThat(updated.changed()).isFalse();
        assertThat(updated.notices())
                .containsExactly("pauseAt: this update starts no deployment, so there is nothing to pause");
        assertThat(webshop.aws.hooks()).isEmpty();
    }
}
