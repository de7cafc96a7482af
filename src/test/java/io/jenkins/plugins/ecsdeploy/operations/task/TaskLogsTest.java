package io.jenkins.plugins.ecsdeploy.operations.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** The lines of containers in the build's log: while the task runs, in order, and no more than a log can take. */
class TaskLogsTest {

    private final TaskBed bed = new TaskBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void linesComeWhileTheTaskRuns() {
        bed.begin("echo one; sleep 600; echo two").pass(Duration.ofMinutes(2));

        assertThat(bed.lines()).contains("web | one").doesNotContain("web | two");
        bed.passUntilTheEnd();
        assertThat(bed.lines()).contains("web | two");
    }

    @Test
    void afterTenThousandLinesTheRestIsInCloudWatch() {
        String[] lines =
                IntStream.rangeClosed(1, 12_000).mapToObj(i -> "line " + i).toArray(String[]::new);
        bed.simulator.scenarios().logs("web", lines);
        bed.plan((String) null).begin().pass(Duration.ofMinutes(10));
        bed.clients
                .ecs()
                .stopTask(request -> request.cluster("rehearsal")
                        .task(bed.state().runs().get(0).arn()));
        bed.passUntilTheEnd();

        assertThat(bed.lines()).hasSize(10_000 + 20);
        assertThat(bed.log)
                .anyMatch(line -> line.contains("10000 lines of containers now") && line.contains("/ecs/webshop"))
                .contains("Last lines of container web:", "web | line 12000");
    }

    @Test
    void withoutLogsNoneAreAskedFor() {
        bed.withoutLogs().run("echo hidden");

        assertThat(bed.lines()).isEmpty();
        assertThat(bed.calls("logs:GetLogEvents")).isZero();
    }

    @Test
    void anExpiredTokenReadsOnAfterTheLastLine() {
        bed.begin("echo one; sleep 300; echo two; sleep 300; echo three").pass(Duration.ofMinutes(2));
        bed.simulator
                .faults()
                .next(
                        2,
                        "logs:GetLogEvents",
                        new Faults.Answer(
                                AwsError.client("InvalidParameterException", "The specified nextToken is invalid.")));
        bed.passUntilTheEnd();

        assertThat(bed.lines())
                .filteredOn(line -> line.startsWith("web"))
                .containsExactly("web | one", "web | two", "web | three");
    }

    @Test
    void aThrottledReadComesLater() {
        bed.begin("echo one; sleep 60; echo two").pass(Duration.ofSeconds(30));
        bed.simulator.faults().next(20, "logs:GetLogEvents", Faults.throttled());
        bed.passUntilTheEnd();

        assertThat(bed.lines()).contains("web | one", "web | two");
    }

    @Test
    void anotherDriverIsSaid() {
        bed.clients
                .ecs()
                .registerTaskDefinition(request -> request.family("splunked")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("job")
                                .image("public.ecr.aws/x/job:1")
                                .logConfiguration(log -> log.logDriver(LogDriver.SPLUNK))
                                .build()));
        bed.taskDefinition("splunked").run("exit 0");

        assertThat(bed.log)
                .contains(
                        "No lines of container job here: its log driver is splunk, so they are not in CloudWatch Logs");
        assertThat(bed.outcome()).contains("SUCCEEDED");
    }

    @Test
    void aThousandLinesOfSeveralTasksKeepTheirOrder() {
        String command = IntStream.range(0, 200).mapToObj(i -> "echo " + i).collect(Collectors.joining("; "));
        bed.count(3).run(command);

        for (int task = 0; task < 3; task++) {
            String prefix = bed.state().runs().get(task).id().substring(0, 8) + "/web | ";
            assertThat(bed.lines().stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> prefix + i).toList());
        }
    }
}
