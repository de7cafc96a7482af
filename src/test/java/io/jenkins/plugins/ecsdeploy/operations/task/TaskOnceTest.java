package io.jenkins.plugins.ecsdeploy.operations.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is lost, and whenever the controller ends: one task, its own verdict, no line twice. */
class TaskOnceTest {

    private static final String RUN_TASK = "ecs:RunTask";

    private final TaskBed bed = new TaskBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aLostAnswerStartsNoSecondTask() {
        bed.simulator.faults().next(1, RUN_TASK, Faults.answerLost());
        bed.run("exit 0");

        assertOneTask();
    }

    @Test
    void severalLostAnswersStartNoSecondTask() {
        bed.simulator.faults().next(3, RUN_TASK, Faults.answerLost());
        bed.simulator.faults().always("ecs:ListTasks", Faults.serverError());
        bed.run("exit 0");

        assertThat(bed.outcome()).contains("SUCCEEDED");
        bed.simulator.faults().clear();
        assertOneTask();
    }

    @Test
    void answersThatAreAllLostAreUnknown() {
        bed.simulator.faults().next(4, RUN_TASK, Faults.answerLost());
        bed.simulator.faults().always("ecs:ListTasks", Faults.serverError());
        bed.run("exit 0");

        assertThat(bed.outcome()).contains("UNKNOWN: ", "ecs:RunTask", "stop what runs before you try again");
        bed.simulator.faults().clear();
        assertThat(bed.ecsTasks()).hasSize(1);
    }

    @Test
    void aLookThatIsDeniedDoesNotHoldTheTokenBack() {
        bed.simulator.faults().next(2, RUN_TASK, Faults.answerLost());
        bed.simulator.faults().next(6, "ecs:ListTasks", new Faults.Answer(denied()));
        bed.run("exit 0");

        assertOneTask();
    }

    @Test
    void aCallThatNeverArrivedIsSentAgain() {
        bed.simulator.faults().next(1, RUN_TASK, Faults.drop());
        bed.run("exit 0");

        assertOneTask();
    }

    @Test
    void throttledCallsAreSentAgain() {
        bed.simulator.faults().next(2, RUN_TASK, Faults.throttled());
        bed.run("exit 0");

        assertOneTask();
    }

    @Test
    void killedBeforeTheRequestItStartsTheTaskAfterwards() {
        bed.plan("exit 0").killedAfterSave(1).begin();
        assertThat(bed.ecsTasks()).isEmpty();
        bed.restart(Duration.ofMinutes(1)).passUntilTheEnd();

        assertOneTask();
    }

    @Test
    void killedBetweenRequestAndAnswerItFindsItsTask() {
        bed.plan("sleep 600").killedBeforeSave(2).begin();
        assertThat(bed.ecsTasks()).hasSize(1);
        bed.restart(Duration.ofMinutes(3)).passUntilTheEnd();

        assertOneTask();
        assertThat(bed.outcome()).contains("SUCCEEDED");
    }

    @Test
    void afterTheTokensHourItLooksInsteadOfSending() {
        bed.plan("sleep 9000").timeout(Duration.ofHours(9)).killedBeforeSave(2).begin();
        long sent = bed.calls(RUN_TASK);
        bed.restart(Duration.ofHours(2));

        assertThat(bed.calls(RUN_TASK)).isEqualTo(sent);
        assertThat(bed.state().runs()).hasSize(1);
        assertThat(bed.ecsTasks()).hasSize(1);
    }

    @Test
    void whatIsNotListedAfterThatHourIsUnknown() {
        bed.plan("sleep 60").killedBeforeSave(2).begin();
        bed.restart(Duration.ofHours(2)).passUntilTheEnd();

        assertThat(bed.calls(RUN_TASK)).isEqualTo(1);
        assertThat(bed.outcome())
                .contains("UNKNOWN: It is unknown whether 1 task of webshop:1 were started 120 minutes ago");
    }

    @Test
    void aControllerDownForOverAnHourNeverSaysSuccess() {
        bed.begin("sleep 60").pass(Duration.ofMinutes(1));
        bed.restart(Duration.ofHours(3)).passUntilTheEnd();

        assertThat(bed.outcome()).contains("UNKNOWN: ECS does not describe the task", "stopped over an hour ago");
    }

    @Test
    void aControllerDownForLessFindsTheVerdict() {
        bed.begin("sleep 60; exit 4").pass(Duration.ofMinutes(1));
        bed.restart(Duration.ofMinutes(40)).passUntilTheEnd();

        assertOneTask();
        assertThat(bed.outcome()).contains("FAILED: container web: exit code 4");
    }

    @Test
    void theTasksThatAConflictNamesAreAdopted() {
        bed.plan("sleep 60").killedBeforeSave(2).begin();
        bed.simulator.faults().next(1, RUN_TASK, new Faults.Answer(bed.conflict()));
        bed.restart(Duration.ofMinutes(1)).passUntilTheEnd();

        assertOneTask();
        assertThat(bed.outcome()).contains("SUCCEEDED");
    }

    @Test
    void noLineIsThereTwiceAfterARestart() {
        bed.begin("echo one; sleep 60; echo two; sleep 60; echo three").pass(Duration.ofMinutes(2));
        assertThat(bed.lines()).contains("web | one");
        bed.restart(Duration.ofMinutes(1)).passUntilTheEnd();

        assertThat(bed.lines())
                .containsExactly(
                        "web | one", "otel-collector | otel-collector is starting", "web | two", "web | three");
    }

    @Test
    void killedWhileLinesAreSavedNoneIsThereTwice() {
        for (int save = 3; save < 9; save++) {
            try (TaskBed each = new TaskBed()) {
                each.plan("echo one; sleep 40; echo two; sleep 40; echo three")
                        .killedAfterSave(save)
                        .begin();
                each.pass(Duration.ofMinutes(2));
                each.restart(Duration.ofMinutes(1)).passUntilTheEnd();

                assertThat(each.lines()).as("killed at save " + save).doesNotHaveDuplicates();
                assertThat(each.outcome()).as("killed at save " + save).contains("SUCCEEDED");
            }
        }
    }

    @Test
    void anInterruptionStopsTheTaskWithItsReason() {
        bed.begin("sleep 600").pass(Duration.ofMinutes(2)).interrupt("Jenkins build shop #7: aborted by alice");

        assertThat(bed.ecsTasks())
                .singleElement()
                .satisfies(
                        task -> assertThat(task.stoppedReason()).isEqualTo("Jenkins build shop #7: aborted by alice"));
        assertThat(bed.hasEnded()).isFalse();
    }

    @Test
    void anInterruptionLeavesTheTaskIfTheStepSaysSo() {
        bed.leave().begin("sleep 600").pass(Duration.ofMinutes(2)).interrupt("a newer build");

        assertThat(bed.calls("ecs:StopTask")).isZero();
        assertThat(bed.log).anyMatch(line -> line.contains("left alone and run on"));
    }

    @Test
    void interruptedBeforeTheAnswerItStopsWhatWasStarted() {
        bed.plan("sleep 600").killedBeforeSave(2).begin();
        bed.restart(Duration.ofMinutes(1)); // it has begun again, and its answer has come
        bed.interrupt("aborted");

        assertThat(bed.ecsTasks())
                .singleElement()
                .satisfies(task -> assertThat(task.desiredStatus()).isEqualTo("STOPPED"));
    }

    @Test
    void aBuildThatIsKilledIsNoLongerPolledFor() {
        bed.begin("sleep 600").pass(Duration.ofMinutes(1)).endBuild().pass(Duration.ofMinutes(1));
        long polls = bed.calls("ecs:DescribeTasks");
        bed.pass(Duration.ofMinutes(5));

        assertThat(bed.calls("ecs:DescribeTasks")).isLessThanOrEqualTo(polls + 1);
        assertThat(bed.calls("ecs:StopTask")).isZero();
    }

    private void assertOneTask() {
        assertThat(bed.state().runs()).hasSize(1);
        assertThat(bed.ecsTasks()).hasSize(1);
    }

    private static AwsError denied() {
        return AwsError.client("AccessDeniedException", "User: a is not authorized to perform: ecs:ListTasks");
    }
}
