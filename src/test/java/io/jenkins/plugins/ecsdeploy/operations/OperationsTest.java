package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering, updating and rolling back, without the wait. */
class OperationsTest {

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder).seeded();
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aDryRunSaysWhatWouldBeRegisteredAndRegistersNothing() throws InterruptedException {
        RegisterTaskDefinition.Result planned = webshop.register("shop/web:2", true);

        assertThat(planned.arn()).isEmpty();
        assertThat(planned.revision()).isEmpty();
        assertThat(planned.registered()).isFalse();
        assertThat(planned.changes()).isNotEmpty();
        assertThat(webshop.log)
                .contains("[registerTaskDefinition] Changes compared with webshop:1, which the service runs:")
                .last()
                .asString()
                .contains("Dry run, nothing was registered: it would be a new revision of webshop");
        assertThat(webshop.calls("ecs:RegisterTaskDefinition")).isZero();
    }

    @Test
    void aDryRunOfARegisteredContentNamesItsRevision() throws InterruptedException {
        RegisterTaskDefinition.Result first = webshop.register("shop/web:2", false);
        RegisterTaskDefinition.Result planned = webshop.register("shop/web:2", true);

        assertThat(planned.arn()).isEqualTo(first.arn());
        assertThat(planned.registered()).isFalse();
        assertThat(webshop.log).last().asString().endsWith("webshop:2 already has this content");
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() throws InterruptedException {
        String arn = webshop.register("shop/web:2", false).arn().orElseThrow();
        UpdatedService planned = webshop.update(arn, true);

        assertThat(planned.deployment()).isEmpty();
        assertThat(planned.changed()).isTrue();
        assertThat(webshop.log)
                .contains("[updateService] Would change: task definition webshop:1 -> webshop:2")
                .last()
                .isEqualTo("[updateService] Dry run: nothing was changed");
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webshop:99", "shop", "arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:99"})
    void aDryRunRefusesATaskDefinitionThatDoesNotExist(String name) {
        assertThatThrownBy(() -> webshop.update(name, true))
                .hasMessageContaining("There is no task definition \"" + name + "\"");
    }

    @Test
    void aDryRunRefusesADeregisteredTaskDefinition() throws InterruptedException {
        String arn = webshop.register("shop/web:2", false).arn().orElseThrow();
        try (AwsClients clients = new AwsClients(webshop.connection)) {
            clients.ecs().deregisterTaskDefinition(request -> request.taskDefinition(arn));
        }

        assertThatThrownBy(() -> webshop.update(arn, true))
                .hasMessageContaining("webshop:2 is INACTIVE, not ACTIVE: it was deregistered");
    }

    @Test
    void whatWasStartedIsLogged() throws InterruptedException {
        UpdatedService updated = update();

        assertThat(webshop.log)
                .contains("[updateService] Change: task definition webshop:1 -> webshop:2")
                .last()
                .isEqualTo("[updateService] Started deployment "
                        + updated.deployment().orElseThrow());
        UpdatedService again = webshop.update(updated.taskDefinition());
        assertThat(again.changed()).isFalse();
        assertThat(webshop.log)
                .contains("[updateService] Unchanged: service webshop in cluster rehearsal is already set to run this");
    }

    @Test
    void aRollbackStopsWhatIsInProgressAndCanBeAwaited() throws InterruptedException {
        UpdatedService updated = update();
        UpdatedService back = rollBack(updated);

        assertThat(back.deployment()).isEqualTo(updated.deployment());
        assertThat(webshop.log)
                .last()
                .isEqualTo("[rollbackService] awaitSteady follows deployment "
                        + updated.deployment().orElseThrow());
        assertThat(webshop.await(back, Until.COMPLETE).outcome()).contains(Outcome.ROLLED_BACK);
    }

    @Test
    void aRollbackAfterTheEndDeploysThePreviousRevision() throws InterruptedException {
        UpdatedService updated = update();
        webshop.await(updated, Until.COMPLETE);
        UpdatedService back = rollBack(updated);

        assertThat(back.taskDefinition()).endsWith("webshop:1");
        assertThat(webshop.await(back, Until.COMPLETE).outcome()).contains(Outcome.SUCCEEDED);
    }

    @Test
    void withoutAnythingKnownARollbackAsksForTheTaskDefinition() {
        assertThatThrownBy(() -> new RollbackService(webshop.clock::advance)
                        .run(
                                new RollbackService.Request(
                                        webshop.connection,
                                        new RollbackRequest(
                                                Webshop.SERVICE, Optional.empty(), Optional.empty(), Optional.empty())),
                                (step, line) -> {}))
                .hasMessageContaining("Name the taskDefinition");
    }

    private UpdatedService update() throws InterruptedException {
        return webshop.update(webshop.register("shop/web:2", false).arn().orElseThrow());
    }

    private UpdatedService rollBack(UpdatedService updated) throws InterruptedException {
        return new RollbackService(webshop.clock::advance)
                .run(
                        new RollbackService.Request(
                                webshop.connection,
                                new RollbackRequest(
                                        Webshop.SERVICE,
                                        updated.deployment(),
                                        Optional.of(updated.previousTaskDefinition()),
                                        Optional.empty())),
                        (step, line) -> webshop.log.add("[" + step + "] " + line));
    }
}
