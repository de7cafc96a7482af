package io.jenkins.plugins.ecsdeploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.task.RunTaskState.TaskEnd;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** Verdicts of answers that the simulator does not give. */
class TaskJudgeTest {

    private static final TaskPlan PLAN = new TaskPlan(
            "shop",
            "arn:aws:ecs:us-east-1:123456789012:task-definition/shop:7",
            "job",
            new ArrayList<>(List.of(container("job"), container("proxy"))));

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ServiceSchedulerInitiated", "SomethingNew"})
    void exitCodeZeroWithAnotherStopCodeIsNoSuccess(String stopCode) {
        TaskEnd end = end(stopCode, exit("job", 0));

        assertThat(end.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(end.reason()).contains("ended with exit code 0, but the task stopped for another reason");
    }

    @Test
    void infrastructureThatFailsIsAHostThatFails() {
        assertThat(end("InfrastructureHealth", exit("job", 0)).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aSidecarThatEndsFirstIsNamedAsThePossibleCause() {
        TaskEnd end = end("EssentialContainerExited", exit("job", 143), exit("proxy", 1));

        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason())
                .contains("container job: exit code 143", "perhaps because essential container proxy ended first")
                .contains("Beside it: container proxy: exit code 1");
    }

    @Test
    void aSidecarsOwnFailureIsNoFailureOfTheTask() {
        TaskEnd end = end("EssentialContainerExited", exit("job", 0), exit("proxy", 1));

        assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(end.reason()).contains("Beside it: container proxy: exit code 1");
    }

    @Test
    void aTaskWithoutContainersIsUnknown() {
        assertThat(end("EssentialContainerExited").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void anAnswerOfNothingIsUnknown() {
        assertThat(new TaskJudge(PLAN).end(Task.builder().build()).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theExitCodesOfAllContainersAreKept() {
        assertThat(end("EssentialContainerExited", exit("job", 0), exit("proxy", 143), exit("injected", 137))
                        .exitCodes())
                .containsEntry("job", 0)
                .containsEntry("proxy", 143)
                .containsEntry("injected", 137);
    }

    @Test
    void whatThePlatformAddedIsNotMentioned() {
        assertThat(end("EssentialContainerExited", exit("job", 0), exit("injected", 1))
                        .reason())
                .doesNotContain("injected");
    }

    private static TaskEnd end(String stopCode, Container... containers) {
        return new TaskJudge(PLAN)
                .end(Task.builder()
                        .stopCode(stopCode)
                        .stoppedReason("why")
                        .containers(Arrays.asList(containers))
                        .build());
    }

    private static Container exit(String name, int code) {
        return Container.builder().name(name).exitCode(code).build();
    }

    private static TaskPlan.PlannedContainer container(String name) {
        return new TaskPlan.PlannedContainer(name, true, "", "", "", "");
    }
}
