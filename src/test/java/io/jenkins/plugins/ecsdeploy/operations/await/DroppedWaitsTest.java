package io.jenkins.plugins.ecsdeploy.operations.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.operations.ManualWait;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits that end without an outcome: their build was killed, or they break. */
class DroppedWaitsTest {

    @TempDir
    Path folder;

    private Webshop webshop;
    private boolean building = true;
    private ConnectionSource connections = () -> webshop.connection;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aWaitWhoseBuildWasKilledIsDropped() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE));
        building = false;
        wait.passToTheNextPoll();

        assertThat(wait.isIdle()).isTrue();
        assertThat(wait.hasEnded()).isFalse();
    }

    @Test
    void aWaitWhoseBuildWasKilledIsDroppedIfPollsFailToo() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE));
        building = false;
        webshop.simulator.faults().always("ecs:.*", Faults.serverError());
        wait.passToTheNextPoll();

        assertThat(wait.isIdle()).isTrue();
    }

    @Test
    void aKilledBuildRollsNothingBack() throws Exception {
        ManualWait wait = begin(failing());
        webshop.atEachEnd(() -> building = false);
        while (!wait.isIdle()) {
            wait.passToTheNextPoll();
        }

        assertThat(wait.hasEnded()).isFalse();
        assertThat(webshop.seen.ends).hasSize(1);
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void aKilledBuildStopsNothingByFailFast() throws Exception {
        UpdatedService updated =
                update(webshop.seeded().strategy(new Strategy.Rolling()).scenario(Scenario.PULL_ERROR));
        ManualWait wait =
                begin(webshop.state(updated, webshop.terms(Until.COMPLETE).withFailFast(true)));
        building = false;
        while (!wait.isIdle()) {
            wait.passToTheNextPoll();
        }

        assertThat(webshop.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void aRollbackThatBreaksEndsTheWait() throws Exception {
        AwaitState state = failing();
        ManualWait wait = begin(state);
        webshop.atEachEnd(() -> {
            connections = () -> {
                throw new IllegalStateException("a bug");
            };
        });

        assertThatThrownBy(wait::passUntilTheEnd).hasMessage("a bug");
    }

    @Test
    void aListenerThatBreaksAtTheEndEndsTheWait() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        ManualWait wait = begin(webshop.state(updated, webshop.terms(Until.COMPLETE)));
        webshop.atEachEnd(() -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(wait::passUntilTheEnd).hasMessage("a bug");
    }

    private ManualWait begin(AwaitState state) {
        return webshop.begin(
                state,
                new BuildAccess(
                        List.of(() -> connections.find()),
                        List.of(webshop.seen),
                        Map.of(),
                        webshop.pauses,
                        (step, line) -> webshop.log.add(line),
                        deployment -> Optional.empty(),
                        () -> building));
    }

    private static UpdatedService update(Webshop shop) throws InterruptedException {
        return shop.update(shop.register("shop/web:2", false).arn().orElseThrow());
    }

    /** A deployment that fails, and that ECS leaves as it is. */
    private AwaitState failing() throws InterruptedException {
        webshop.simulator.seed().strategy(WebshopSeed.Strategy.ROLLING).circuitBreaker(true, false);
        webshop.seeded().strategy(null);
        webshop.simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
        UpdatedService updated = update(webshop);
        return webshop.state(updated, webshop.terms(Until.COMPLETE).withRollBackOnFailure(true));
    }

    private ManualWait baking(AwaitTerms terms) throws InterruptedException {
        ManualWait wait = begin(webshop.state(update(webshop.seeded()), terms));
        while (webshop.log.stream().noneMatch(line -> line.contains("BAKE_TIME"))) {
            wait.passToTheNextPoll();
        }
        return wait;
    }
}
