package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.ecsdeploy.operations.task.TaskBed;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The simulated RunTask and StopTask, as the API reference has them. */
class RunTaskTest {

    private final TaskBed bed = new TaskBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aTokenStandsForItsTasks() {
        RunTaskResponse first =
                run("exit 0", request -> request.clientToken("a").count(2));
        RunTaskResponse again =
                run("exit 0", request -> request.clientToken("a").count(2));

        assertThat(again.tasks()).extracting(Task::taskArn).containsExactlyElementsOf(arns(first));
    }

    @Test
    void ofStoppedTasksATokenNamesOnlyArnAndStatuses() {
        RunTaskResponse first = run("exit 0", request -> request.clientToken("a"));
        bed.clock.advance(Duration.ofMinutes(30));
        Task again = run("exit 0", request -> request.clientToken("a")).tasks().get(0);

        assertThat(again.taskArn()).isEqualTo(first.tasks().get(0).taskArn());
        assertThat(again.lastStatus()).isEqualTo("STOPPED");
        assertThat(again.containers()).isEmpty();
    }

    @Test
    void anotherRequestWithTheSameTokenConflicts() {
        RunTaskResponse first = run("exit 0", request -> request.clientToken("a"));
        ConflictException conflict =
                catchThrowableOfType(ConflictException.class, () -> run("exit 1", request -> request.clientToken("a")));

        assertThat(conflict.resourceIds()).containsExactlyElementsOf(arns(first));
    }

    @Test
    void anHourAfterItsTasksHaveStoppedATokenStartsNewOnes() {
        RunTaskResponse first = run("exit 0", request -> request.clientToken("a"));
        bed.clock.advance(Duration.ofMinutes(120));
        RunTaskResponse again = run("exit 0", request -> request.clientToken("a"));

        assertThat(arns(again)).doesNotContainAnyElementsOf(arns(first));
    }

    @Test
    void afterADayATokenStartsNewOnesAlsoIfItsTasksRun() {
        RunTaskResponse first = run("sleep 200000", request -> request.clientToken("a"));
        bed.clock.advance(Duration.ofHours(23));
        assertThat(arns(run("sleep 200000", request -> request.clientToken("a"))))
                .isEqualTo(arns(first));
        bed.clock.advance(Duration.ofHours(2));

        assertThat(arns(run("sleep 200000", request -> request.clientToken("a"))))
                .doesNotContainAnyElementsOf(arns(first));
    }

    @Test
    void anHourAfterItsStopATaskIsNotDescribed() {
        String arn = run("exit 0", request -> request).tasks().get(0).taskArn();
        bed.clock.advance(Duration.ofMinutes(50));
        assertThat(describe(arn))
                .singleElement()
                .satisfies(task -> assertThat(task.lastStatus()).isEqualTo("STOPPED"));
        bed.clock.advance(Duration.ofMinutes(30));

        assertThat(describe(arn)).isEmpty();
    }

    @Test
    void tasksAreListedByWhoStartedThem() {
        run("sleep 600", request -> request.startedBy("me"));
        run("sleep 600", request -> request.startedBy("you"));

        assertThat(bed.clients
                        .ecs()
                        .listTasks(request -> request.cluster("rehearsal").startedBy("me"))
                        .taskArns())
                .hasSize(1);
    }

    @Test
    void elevenTasksAreTooMany() {
        assertThatThrownBy(() -> run("exit 0", request -> request.count(11)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void overridesHaveALimit() {
        assertThatThrownBy(() -> run("echo " + "x".repeat(8200), request -> request))
                .hasMessageContaining("Container Overrides length must be at most 8192");
    }

    @Test
    void anUnknownContainerIsRefused() {
        assertThatThrownBy(() -> run(
                        "exit 0",
                        request ->
                                request.overrides(overrides -> overrides.containerOverrides(one -> one.name("nope")))))
                .hasMessageContaining("Override for container named nope is not a container in the TaskDefinition.");
    }

    @Test
    void networkModeAwsvpcNeedsANetwork() {
        assertThatThrownBy(() -> run(
                        "exit 0",
                        request -> request.networkConfiguration(
                                (software.amazon.awssdk.services.ecs.model.NetworkConfiguration) null)))
                .hasMessageContaining("Network Configuration must be provided");
    }

    @Test
    void aStoppedTaskHasTheReasonOfWhoStoppedIt() {
        String arn = run("sleep 600", request -> request).tasks().get(0).taskArn();
        bed.clock.advance(Duration.ofMinutes(2));
        bed.clients
                .ecs()
                .stopTask(request -> request.cluster("rehearsal").task(arn).reason("enough"));
        bed.clock.advance(Duration.ofMinutes(2));
        Task stopped = describe(arn).get(0);

        assertThat(stopped.stopCodeAsString()).isEqualTo("UserInitiated");
        assertThat(stopped.stoppedReason()).isEqualTo("enough");
        assertThat(stopped.containers())
                .allSatisfy(container -> assertThat(container.exitCode()).isEqualTo(143));
        assertThatThrownBy(() -> bed.clients
                        .ecs()
                        .stopTask(request -> request.cluster("rehearsal").task("nope")))
                .hasMessageContaining("The referenced task was not found.");
    }

    private List<Task> describe(String arn) {
        return bed.clients
                .ecs()
                .describeTasks(request -> request.cluster("rehearsal").tasks(arn))
                .tasks();
    }

    private RunTaskResponse run(String command, UnaryOperator<RunTaskRequest.Builder> more) {
        return bed.clients
                .ecs()
                .runTask(more.apply(RunTaskRequest.builder()
                                .cluster("rehearsal")
                                .taskDefinition("webshop")
                                .launchType("FARGATE")
                                .networkConfiguration(
                                        network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))
                                .overrides(overrides -> overrides.containerOverrides(
                                        one -> one.name("web").command("sh", "-c", command))))
                        .build());
    }

    private static List<String> arns(RunTaskResponse answer) {
        return answer.tasks().stream().map(Task::taskArn).toList();
    }
}
