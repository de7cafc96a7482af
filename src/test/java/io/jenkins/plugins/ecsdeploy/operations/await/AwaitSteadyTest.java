package io.jenkins.plugins.ecsdeploy.operations.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.operations.ManualWait;
import io.jenkins.plugins.ecsdeploy.operations.RequestException;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wait does besides waiting: it continues from what was saved, is aborted, cleans up. */
class AwaitSteadyTest {

    /** Of heap and of what is saved with a build. */
    private static final int MOST_BYTES = 4096;

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void savedAndReadAgainAtEachPollItReportsNothingTwice() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        AwaitState state = webshop.state(updated, webshop.terms(Until.COMPLETE));
        ManualWait wait = webshop.begin(state);
        while (!wait.hasEnded()) {
            wait.passToTheNextPoll();
            wait.waits().cancel();
            state = afterRestart(state);
            wait = webshop.begin(state);
        }

        ServiceResult result = wait.waits().result().services().get(0);
        assertThat(result.summary()).isEqualTo("webshop: SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(webshop.seen.events).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }

    @Test
    void whatHasToBeSavedIsAnnouncedAndStaysSmall() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        AwaitState state = webshop.state(updated, webshop.terms(Until.COMPLETE));
        ManualWait wait = webshop.begin(state);
        wait.passUntilTheEnd();

        assertThat(wait.changes()).isPositive();
        assertThat(wait.waits().takeChange()).isTrue();
        assertThat(wait.waits().takeChange()).isFalse();
        assertThat(bytes(state)).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void anEndThatCameBeforeTheRestartIsTheEnd() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        AwaitState state = webshop.state(updated, webshop.terms(Until.COMPLETE));
        webshop.begin(state).passUntilTheEnd();

        assertThat(webshop.begin(afterRestart(state)).hasEnded()).isTrue();
    }

    @Test
    void failFastEndsADeploymentThatCanNoLongerSucceed() throws Exception {
        UpdatedService updated =
                update(webshop.seeded().strategy(new Strategy.Rolling()).scenario(Scenario.PULL_ERROR));
        ServiceResult result = webshop.await(
                webshop.state(updated, webshop.terms(Until.COMPLETE).withFailFast(true)));

        assertThat(result.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(webshop.log)
                .anySatisfy(line ->
                        assertThat(line).startsWith("[awaitSteady] failFast: the deployment can no longer succeed: "))
                .contains(
                        "[awaitSteady] Asked ECS to roll back the deployment of service webshop in cluster rehearsal");
    }

    @Test
    void aPersonsAbortLeavesTheDeploymentAlone() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE));
        wait.waits().cancel();
        wait.waits().abortedByPerson();

        assertThat(webshop.calls("ecs:StopServiceDeployment")).isZero();
        assertThat(webshop.log)
                .last()
                .isEqualTo("[awaitSteady] No longer waiting. The deployment is still in progress and was not touched.");
    }

    @Test
    void failFastAsksForTheRollbackOnceAlsoAfterARestart() throws Exception {
        UpdatedService updated =
                update(webshop.seeded().strategy(new Strategy.Rolling()).scenario(Scenario.PULL_ERROR));
        AwaitState state = webshop.state(updated, webshop.terms(Until.COMPLETE).withFailFast(true));
        ManualWait before = webshop.begin(state);
        while (webshop.calls("ecs:StopServiceDeployment") == 0) {
            before.passToTheNextPoll();
        }
        before.waits().cancel();
        webshop.simulator.faults().next(2, "ecs:DescribeServiceDeployments", Faults.stale());
        ServiceResult result = webshop.await(afterRestart(state));

        assertThat(webshop.calls("ecs:StopServiceDeployment")).isEqualTo(1);
        assertThat(result.reason()).startsWith("Rolled back by this build (failFast): ");
    }

    @Test
    void aPersonsAbortRollsBackIfOnAbortSaysSo() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE).withRollBackOnAbort(true));
        wait.waits().cancel();
        wait.waits().abortedByPerson();

        assertThat(webshop.calls("ecs:StopServiceDeployment")).isEqualTo(1);
        assertThat(webshop.log)
                .last()
                .isEqualTo(
                        "[awaitSteady] Asked ECS to roll back the deployment of service webshop in cluster rehearsal");
    }

    @Test
    void aRollbackAfterAnAbortIsFollowedForTheRecord() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE).withRollBackOnAbort(true));
        wait.waits().cancel();
        wait.waits().abortedByPerson();
        while (webshop.seen.results.isEmpty()) {
            wait.passToTheNextPoll();
        }

        ServiceResult end = webshop.seen.results.get(0);
        assertThat(end.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(end.reason()).startsWith("Rolled back by this build (onAbort): ");
    }

    @Test
    void aRollbackAfterAnAbortThatCanNotBeReadIsUnknown() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE).withRollBackOnAbort(true));
        wait.waits().cancel();
        wait.waits().abortedByPerson();
        webshop.simulator.faults().deny("ecs:DescribeServices");
        while (webshop.seen.results.isEmpty()) {
            wait.passToTheNextPoll();
        }

        ServiceResult end = webshop.seen.results.get(0);
        assertThat(end.outcome()).contains(Outcome.UNKNOWN);
        assertThat(end.reason())
                .startsWith("The build was stopped and ECS was asked to roll back. Whether it did is unknown: ")
                .contains("Missing IAM action: ecs:DescribeServices");
    }

    @Test
    void anAbortThatCanNotBeCarriedOutSaysSo() throws Exception {
        ManualWait wait = baking(webshop.terms(Until.COMPLETE).withRollBackOnAbort(true));
        wait.waits().cancel();
        webshop.simulator.faults().deny("ecs:StopServiceDeployment");
        wait.waits().abortedByPerson();

        assertThat(webshop.log).last().asString().startsWith("[awaitSteady] NOT rolled back: ");
    }

    @Test
    void oldRevisionsAreCleanedUpAfterASuccess() throws Exception {
        webshop.seeded();
        for (int revision = 2; revision <= 4; revision++) {
            webshop.register("shop/web:" + revision, false);
        }
        UpdatedService updated = update(webshop);
        ServiceResult result = webshop.await(
                webshop.state(updated, webshop.terms(Until.COMPLETE).withKeepRevisions(1)));

        assertThat(result.outcome()).contains(Outcome.SUCCEEDED);
        assertThat(webshop.calls("ecs:DeregisterTaskDefinition")).isPositive();
        assertThat(webshop.log).anySatisfy(line -> assertThat(line).startsWith("[awaitSteady] Deregistered webshop:"));
    }

    @Test
    void aServiceThatCanNotBeAskedAboutHidesNotTheVerdictOfAnother() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        AwaitState state = new AwaitState(
                List.of(
                        ServiceToAwait.named(new ServiceRef(WebshopSeed.CLUSTER, "webshpo")),
                        ServiceToAwait.updated(updated, OptionalInt.empty())),
                webshop.terms(Until.COMPLETE));
        ManualWait wait = webshop.begin(state);
        wait.passUntilTheEnd();
        AwaitResult result = wait.waits().result();

        assertThat(result.isComplete()).isFalse();
        assertThat(result.failure())
                .startsWith("webshpo: There is no service \"webshpo\"")
                .doesNotContain("still in progress")
                .doesNotContain("webshop:2");
        assertThat(webshop.log).contains("[awaitSteady] webshop: SUCCEEDED: webshop:2 runs with 2 tasks.");
    }

    @Test
    void missingCredentialsEndTheWaitBeforeItBegins() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        AwaitState state = webshop.state(updated, webshop.terms(Until.COMPLETE));
        WaitTools tools = new WaitTools(null, Runnable::run, webshop.clock, webshop.clock::advance);
        ConnectionSource none = () -> {
            throw new RequestException("awaitSteady", "no credentials");
        };
        BuildAccess build = new BuildAccess(
                List.of(none),
                List.of(AwaitObserver.NONE),
                Map.of(),
                webshop.pauses,
                (step, line) -> {},
                deployment -> Optional.empty(),
                () -> true);

        assertThatThrownBy(() -> new AwaitSteady(tools).run(state, build, () -> false))
                .hasMessageContaining("no credentials");
    }

    @Test
    void throttledPollsAreReportedAndTheWaitContinues() throws Exception {
        UpdatedService updated = update(webshop.seeded());
        webshop.simulator.faults().next(20, "ecs:DescribeServices", Faults.throttled());

        assertThat(webshop.await(updated, Until.COMPLETE).outcome()).contains(Outcome.SUCCEEDED);
    }

    static UpdatedService update(Webshop shop) throws InterruptedException {
        return shop.update(shop.register("shop/web:2", false).arn().orElseThrow());
    }

    private ManualWait baking(AwaitTerms terms) throws InterruptedException {
        ManualWait wait = webshop.begin(webshop.state(update(webshop.seeded()), terms));
        while (webshop.log.stream().noneMatch(line -> line.contains("BAKE_TIME"))) {
            wait.passToTheNextPoll();
        }
        return wait;
    }

    private static byte[] bytes(AwaitState state) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(saved)) {
            out.writeObject(state);
        }
        return saved.toByteArray();
    }

    static AwaitState afterRestart(AwaitState state) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(state)))) {
            return (AwaitState) in.readObject();
        }
    }
}
