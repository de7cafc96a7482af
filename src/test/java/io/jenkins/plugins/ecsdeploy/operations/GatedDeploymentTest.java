package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment that stops at gates, and somebody who answers them. */
class GatedDeploymentTest {

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
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
    void eachGateIsAskedAboutOnceAndThePauseLeavesTheService() throws InterruptedException {
        DeployResult result = webshop.gate(
                        pause(answering(GateAction.CONTINUE), "POST_SCALE_UP", "PRE_PRODUCTION_TRAFFIC_SHIFT"))
                .deploy();

        assertThat(asked).containsExactly("POST_SCALE_UP", "PRE_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(result.watch().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(webshop.described().deploymentConfiguration().lifecycleHooks())
                .isEmpty();
        assertThat(webshop.events).doesNotHaveDuplicates();
    }

    @Test
    void aRollbackAtTheFirstGateAsksNoMore() throws InterruptedException {
        DeployResult result = webshop.gate(
                        pause(answering(GateAction.ROLLBACK), "POST_SCALE_UP", "POST_TEST_TRAFFIC_SHIFT"))
                .deploy();

        assertThat(asked).containsExactly("POST_SCALE_UP");
        assertThat(result.watch().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(webshop.described().taskDefinition()).endsWith("webshop:1");
        assertThat(webshop.described().deploymentConfiguration().lifecycleHooks())
                .isEmpty();
    }

    @Test
    void theTimeUpToTheGateCounts() throws InterruptedException {
        DeployResult result = webshop.gate(pause(answering(GateAction.CONTINUE), "POST_TEST_TRAFFIC_SHIFT"))
                .timeout(Duration.ofMinutes(4)) // the bake alone takes five
                .deploy();

        assertThat(result.watch().outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(webshop.log)
                .anySatisfy(line -> assertThat(line)
                        .contains("The pause is still set in the deploymentConfiguration of the service webshop"));
    }

    @Test
    void anAnswerThatIsAbortedLeavesTheGateOpenAndSaysThatThePauseIsStillSet() {
        webshop.gate(pause(
                gate -> {
                    throw new InterruptedException();
                },
                "POST_TEST_TRAFFIC_SHIFT"));
        assertThatThrownBy(webshop::deploy).isInstanceOf(InterruptedException.class);

        assertThat(webshop.calls("ecs:ContinueServiceDeployment")).isZero();
        assertThat(webshop.log).last().asString().contains("the next update by updateService takes it out");
    }

    @Test
    void aPauseThatCanNotBeTakenOutSpoilsNotTheOutcome() throws InterruptedException {
        webshop.gate(pause(
                gate -> {
                    webshop.simulator
                            .faults()
                            .next(
                                    20,
                                    "ecs:UpdateService",
                                    new Faults.Answer(AwsError.client("AccessDeniedException", "not authorized")));
                    return GateAction.CONTINUE;
                },
                "POST_TEST_TRAFFIC_SHIFT"));

        assertThat(webshop.deploy().watch().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(webshop.log)
                .last()
                .asString()
                .contains("The pause is still set")
                .contains("ecs:UpdateService");
    }

    private GateKeeper answering(GateAction action) {
        return gate -> {
            asked.add(gate.stage());
            return action;
        };
    }

    private static GatedPause pause(GateKeeper keeper, String... stages) {
        return new GatedPause(new PauseRequest(List.of(stages), 60, false, "shop #7"), keeper);
    }
}
