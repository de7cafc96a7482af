package io.jenkins.plugins.ecsdeploy.operations.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which a one-off task can end, each produced by the simulated ECS: the rows of docs/outcomes.md. */
class TaskOutcomesTest {

    private final TaskBed bed = new TaskBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void exitCodeZeroSucceeds() {
        bed.run("echo migrating; sleep 30; echo done");

        assertThat(bed.outcome()).contains("SUCCEEDED: container web ended with exit code 0.", "It ran 35 s.");
        assertThat(bed.log).anyMatch(line -> line.endsWith(": RUNNING"));
        assertThat(bed.lines())
                .containsExactly("web | migrating", "otel-collector | otel-collector is starting", "web | done");
    }

    @Test
    void anotherExitCodeFailsWithItsMeaning() {
        bed.run("exit 127");

        assertThat(bed.outcome())
                .contains("FAILED: container web: exit code 127 (the command was not found in the image).");
    }

    @Test
    void aSidecarThatIsStoppedWithTheTaskIsNoted() {
        bed.run("exit 0");

        assertThat(bed.outcome())
                .contains(
                        "SUCCEEDED: container web ended with exit code 0. Beside it: otel-collector was stopped with the"
                                + " task (143).");
    }

    @Test
    void aContainerOfThePlatformIsIgnored() {
        bed.simulator.scenarios().injectedContainer("ecs-service-connect-x7");
        bed.run("exit 0");

        assertThat(bed.outcome()).contains("SUCCEEDED").doesNotContain("ecs-service-connect");
    }

    @Test
    void anImageThatIsMissingFailsToStart() {
        bed.simulator.scenarios().forTaskDefinition("webshop", Scenario.PULL_ERROR);
        bed.run("exit 0");

        assertThat(bed.outcome())
                .contains("FAILED: The task failed to start: CannotPullContainerError: ", "The image does not exist");
    }

    @Test
    void aSecretThatMayNotBeReadFailsToStart() {
        bed.simulator.scenarios().forTaskDefinition("webshop", Scenario.SECRET_DENIED);
        bed.run("exit 0");

        assertThat(bed.outcome())
                .contains(
                        "FAILED: The task failed to start: ResourceInitializationError",
                        "secretsmanager:GetSecretValue");
    }

    @Test
    void withoutCapacityNothingIsStarted() {
        bed.simulator.scenarios().forTaskDefinition("webshop", Scenario.NO_CAPACITY);
        bed.run("exit 0");

        assertThat(bed.outcome())
                .contains("FAILED: Not started: ", "Capacity is unavailable at this time", "Try again later");
        assertThat(bed.ecsTasks()).isEmpty();
    }

    @Test
    void aContainerThatExceedsItsMemoryIsOutOfMemory() {
        bed.run("simulate oom");

        assertThat(bed.outcome())
                .contains(
                        "FAILED: Out of memory: container web: exit code 137", "OutOfMemoryError", "Raise its memory");
    }

    @Test
    void aSpotInterruptionFails() {
        bed.run("trap; sleep 5; simulate spot");

        assertThat(bed.outcome()).contains("FAILED: Spot interruption: ", "Your Spot Task was interrupted.");
    }

    @Test
    void aHostThatFailsIsNamed() {
        bed.run("simulate host");

        assertThat(bed.outcome()).contains("FAILED: The host of the task was terminated or failed (TerminationNotice");
    }

    @Test
    void aTaskThatAUserStopsIsStoppedWhateverItsExitCode() {
        bed.begin("trap; sleep 600").pass(Duration.ofMinutes(2));
        bed.clients
                .ecs()
                .stopTask(request -> request.cluster("rehearsal")
                        .task(bed.state().runs().get(0).arn())
                        .reason("by hand"));
        bed.passUntilTheEnd();

        assertThat(bed.outcome())
                .contains("STOPPED: Stopped by a user or another tool: by hand; container web: exit code 0");
    }

    @Test
    void withoutAnExitCodeTheOutcomeIsUnknown() {
        bed.run("simulate no-exit-code");

        assertThat(bed.outcome())
                .contains(
                        "UNKNOWN: The task stopped (EssentialContainerExited",
                        "ECS knows no exit code of container web");
    }

    @Test
    void aTimeoutStopsTheTask() {
        bed.timeout(Duration.ofMinutes(5)).run("sleep 3600");

        assertThat(bed.outcome()).contains("TIMED_OUT: Timed out", "ECS was asked to stop it.");
        assertThat(bed.ecsTasks()).singleElement().satisfies(task -> {
            assertThat(task.desiredStatus()).isEqualTo("STOPPED");
            assertThat(task.stoppedReason()).contains("Timed out by runTask");
        });
    }

    @Test
    void aTimeoutLeavesTheTaskIfTheStepSaysSo() {
        bed.leave().timeout(Duration.ofMinutes(5)).run("sleep 3600");

        assertThat(bed.outcome()).contains("TIMED_OUT: Timed out", "It was not stopped, and may still run.");
        assertThat(bed.calls("ecs:StopTask")).isZero();
    }

    @Test
    void eachReasonOfFailuresHasItsHelp() {
        bed.simulator.scenarios().refuseTasks("RESOURCE:MEMORY", "AGENT", "MISSING");
        bed.count(4).run("exit 0");

        assertThat(bed.state().troubles()).hasSize(3);
        assertThat(bed.outcome())
                .contains("FAILED: Not started: RESOURCE:MEMORY at ", "let the task ask for less")
                .contains("FAILED: Not started: AGENT at ", "agent is disconnected")
                .contains("FAILED: Not started: MISSING at ", "not there any more");
        assertThat(bed.state().runs())
                .singleElement()
                .satisfies(run -> assertThat(bed.state().summary(run)).contains("SUCCEEDED"));
    }

    @Test
    void ofSeveralTasksEachHasItsVerdict() {
        bed.count(12).run("exit 3");

        assertThat(bed.state().runs())
                .hasSize(12)
                .allSatisfy(run -> assertThat(run.hasEnded()).isTrue());
        assertThat(bed.state().troubles()).hasSize(12).allMatch(line -> line.contains("exit code 3"));
        assertThat(bed.calls("ecs:RunTask")).isEqualTo(2);
        assertThat(bed.lines())
                .filteredOn(line -> line.contains("otel"))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutWaitingItEndsAtOnce() {
        bed.withoutWaiting().run("exit 1");

        assertThat(bed.state().outcome()).isEmpty();
        assertThat(bed.state().runs()).hasSize(1);
        assertThat(bed.calls("ecs:DescribeTasks")).isZero();
    }

    @Test
    void aDenialNamesTheActionAndNothingIsStarted() {
        bed.simulator.faults().deny("ecs:RunTask");

        assertThatThrownBy(() -> bed.run("exit 0"))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining("Missing IAM action: ecs:RunTask");
    }

    @Test
    void aRoleThatMayNotBePassedIsNamed() {
        bed.simulator
                .faults()
                .always(
                        "ecs:RunTask",
                        new Faults.Answer(AwsError.client(
                                "AccessDeniedException",
                                "User: arn:aws:sts::123456789012:assumed-role/jenkins/build is not authorized to perform:"
                                        + " iam:PassRole on resource: arn:aws:iam::123456789012:role/webshop-task because"
                                        + " no identity-based policy allows the iam:PassRole action")));

        assertThatThrownBy(() -> bed.run("exit 0"))
                .hasMessageContaining(
                        "Missing IAM action: iam:PassRole on arn:aws:iam::123456789012:role/webshop-task");
    }

    @Test
    void aTaskThatMayNotBeDescribedIsUnknown() {
        bed.simulator.faults().deny("ecs:DescribeTasks");
        bed.run("exit 0");

        assertThat(bed.outcome()).contains("UNKNOWN: ", "Missing IAM action: ecs:DescribeTasks", "may still run");
    }

    @Test
    void aTaskThatMayNotBeStoppedIsSaidToRun() {
        bed.simulator.faults().deny("ecs:StopTask");
        bed.timeout(Duration.ofMinutes(5)).run("sleep 3600");

        assertThat(bed.log).anyMatch(line -> line.contains("was NOT stopped: ") && line.contains("ecs:StopTask"));
        assertThat(bed.outcome()).contains("It was not stopped, and may still run.");
    }

    @Test
    void logsThatMayNotBeReadAreANote() {
        bed.simulator.faults().deny("logs:GetLogEvents");
        bed.run("echo hidden");

        assertThat(bed.log)
                .filteredOn(line -> line.contains("Missing IAM action: logs:GetLogEvents"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("Note: the lines of container "));
        assertThat(bed.outcome()).contains("SUCCEEDED");
    }

    @Test
    void pollsThatFailForAWhileDelayTheEnd() {
        bed.begin("sleep 30");
        bed.simulator.faults().next(20, "ecs:DescribeTasks", Faults.serverError());
        bed.passUntilTheEnd();

        assertThat(bed.log).anyMatch(line -> line.startsWith("AWS could not be asked, next try in "));
        assertThat(bed.outcome()).contains("SUCCEEDED");
    }
}
