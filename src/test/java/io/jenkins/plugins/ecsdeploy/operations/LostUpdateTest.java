package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update that took effect while its answer and the looks after it were lost is remembered and found again. */
class LostUpdateTest {

    @TempDir
    Path folder;

    private Webshop webshop;
    private Optional<UpdatedService> planned = Optional.empty();
    private Optional<UnansweredUpdate> unanswered = Optional.empty();

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder).seeded();
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void itIsUnknownAndTheBuildKeepsTheAttempt() throws InterruptedException {
        lose(Faults.answerLost());

        assertThat(webshop.log)
                .last()
                .isEqualTo("[updateService] It is unknown whether service webshop in cluster rehearsal was updated:"
                        + " check it before you try again; webshop:2 stays registered");
        assertThat(unanswered)
                .get()
                .satisfies(update -> assertThat(update.deploys()).isTrue());
    }

    @Test
    void awaitSteadyFindsWhatItStarted() throws InterruptedException {
        lose(Faults.answerLost());
        ServiceResult result = await();

        assertThat(result.summary()).isEqualTo("webshop: SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(webshop.log)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[awaitSteady] The update of service webshop in cluster rehearsal whose answer was"
                                + " lost has started deployment ecs-svc/"));
    }

    @Test
    void awaitSteadyIsUnknownIfNothingShowsIt() throws InterruptedException {
        lose(Faults.drop());
        ServiceResult result = await();

        assertThat(result.outcome()).contains(Outcome.UNKNOWN);
        assertThat(result.reason())
                .startsWith("It is unknown whether this build's update of the service webshop in cluster rehearsal to"
                        + " webshop:2 was carried out")
                .contains("Look at the deployments of the service in ECS");
        assertThat(result.isGood()).isFalse();
    }

    @Test
    void awaitSteadyLooksAgainAfterPassingFailures() throws InterruptedException {
        lose(Faults.answerLost());
        webshop.simulator.faults().next(6, "ecs:DescribeServices", Faults.serverError());

        assertThat(await().outcome()).contains(Outcome.SUCCEEDED);
    }

    @Test
    void aRollbackTakesItForTheBuildsOwn() throws InterruptedException {
        lose(Faults.answerLost());
        RollbackRequest request = new RollbackRequest(
                Webshop.SERVICE,
                Optional.empty(),
                planned.map(UpdatedService::previousTaskDefinition),
                Optional.empty());
        Optional<DeploymentId> stopped = new RollbackService(webshop.clock::advance)
                .run(new RollbackService.Request(webshop.connection, request, unanswered), (step, line) -> {})
                .deployment();

        assertThat(stopped).isEqualTo(unanswered.orElseThrow().startedIn(webshop.described()));
    }

    @Test
    void aRefusedUpdateIsForgotten() throws InterruptedException {
        webshop.simulator.faults().deny("ecs:UpdateService");
        assertThatThrownBy(this::update).hasMessageContaining("ecs:UpdateService");

        assertThat(unanswered).isEmpty();
        assertThat(webshop.log)
                .last()
                .asString()
                .startsWith("[updateService] Not updated: service webshop in cluster rehearsal runs as before");
    }

    @Test
    void anUpdateThatChangesNothingIsNoAttempt() throws InterruptedException {
        run(ServiceUpdate.of(Webshop.SERVICE).taskDefinition(webshop.described().taskDefinition()));

        assertThat(unanswered).isEmpty();
    }

    /** The update's answer and all looks after it are lost. */
    private void lose(Faults.Fault fault) throws InterruptedException {
        webshop.simulator.faults().next(1, "ecs:UpdateService", fault);
        assertThatThrownBy(this::update)
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageStartingWith("UNKNOWN: ");
        webshop.simulator.faults().clear();
    }

    private void update() throws InterruptedException {
        run(ServiceUpdate.of(Webshop.SERVICE)
                .taskDefinition(webshop.register("shop/web:2", false).arn().orElseThrow()));
    }

    private void run(ServiceUpdate update) throws InterruptedException {
        AttemptRecorder recorder = (what, how) -> {
            planned = Optional.of(what);
            unanswered = Optional.of(how);
            return () -> unanswered = Optional.empty();
        };
        new UpdateService(webshop.pauses, recorder, pause -> {
                    webshop.clock.advance(pause);
                    webshop.simulator.faults().always("ecs:DescribeServices", Faults.serverError());
                })
                .run(
                        new UpdateService.Request(webshop.connection, update, false),
                        (step, line) -> webshop.log.add("[" + step + "] " + line));
    }

    private ServiceResult await() {
        return webshop.await(new AwaitState(
                List.of(ServiceToAwait.updated(planned.orElseThrow(), OptionalInt.empty())
                        .unanswered(unanswered)),
                webshop.terms(Until.COMPLETE)));
    }
}
