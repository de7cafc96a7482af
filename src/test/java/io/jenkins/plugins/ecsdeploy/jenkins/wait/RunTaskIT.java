package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** {@code runTask} in a real Jenkins: its log, its end, a controller that is killed, builds that are interrupted. */
class RunTaskIT {

    private static final String LONG = "sleep 90000";
    private static final Duration ANSWER = Duration.ofSeconds(60);

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aTaskRunsWithItsLogAndReturnsItsExitCodes() throws Exception {
        Build build = start("task-good", "echo migrating; sleep 120; echo migrated", "")
                .waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(containerLines(build))
                .containsExactlyInAnyOrder(
                        "[runTask] web | migrating",
                        "[runTask] otel-collector | otel-collector is starting",
                        "[runTask] web | migrated");
        JsonNode returned = build.returned("task");
        assertThat(returned.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(returned.at("/tasks/0/exitCodes/web").asInt(-1)).isZero();
        assertThat(returned.at("/tasks/0/stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(returned.path("taskDefinition").asText()).endsWith("task-definition/webshop:1");
    }

    @Test
    void anotherExitCodeIsTheErrorOfTheBuild() throws Exception {
        Build build = start("task-bad", "echo no; exit 3", "").waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .containsPattern("ERROR: webshop:1 task [0-9a-f]{32}: FAILED: container web: exit code 3 ")
                .doesNotContain("\tat ");
    }

    @Test
    void theBuildsPageShowsTheTaskWithItsLastLinesEscaped() throws Exception {
        Build build = start("task-page", "echo <b>bold</b>; echo no such table; exit 3", "")
                .waitForEnd();

        Eventually.within(
                ANSWER,
                "the card is there",
                () -> jenkins.client().get(build.path()).body().contains("ecs-tasks"));
        assertThat(jenkins.client().get(build.path()).body())
                .contains("ecs-outcome-error\">FAILED</span>", "<strong>webshop:1</strong>", "no such table")
                .contains("&lt;b>bold&lt;/b>", "web ended with 3.")
                .containsPattern(
                        "<a href=\"https://[a-z0-9-]+\\.console\\.aws\\.amazon\\.com/[^\"]*/tasks/[0-9a-f]{32}[^\"]*\">task ")
                .doesNotContain("<b>bold</b>");
        JsonNode json = jenkins.client()
                .json(build.path() + "api/json?tree=actions[tasks[arn,outcome,reason,durationSeconds,tail]]");
        assertThat(json.findValue("tasks").get(0).path("outcome").asText()).isEqualTo("FAILED");
        assertThat(json.findValue("tasks").get(0).path("tail").asText()).contains("no such table");
    }

    @Test
    void aBadEndMayMakeTheBuildUnstable() throws Exception {
        Build build =
                start("task-unstable", "exit 3", ", onFailure: 'unstable'").waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("UNSTABLE");
        assertThat(build.returned("task").path("outcome").asText()).isEqualTo("FAILED");
    }

    @Test
    void withoutWaitingTheStepReturnsAtOnce() throws Exception {
        Build build = start("task-nowait", LONG, ", wait: false, count: 2").waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.returned("task").path("outcome").isNull()).isTrue();
        assertThat(build.returned("task").path("tasks")).hasSize(2);
    }

    @Test
    void killedWhileTheTaskRunsItFindsItsVerdict() throws Exception {
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now());
        jenkins.simulate(clock);
        Build build = start("task-killed", "echo one; sleep 300; echo two; exit 4", "");
        build.waitForLine("Started task");
        clock.advance(Duration.ofMinutes(2));
        build.waitForLine("web | one");

        jenkins.process().kill();
        clock.advance(Duration.ofMinutes(1));
        jenkins.process().start();
        build.waitForLine("Continuing after a restart");
        clock.advance(Duration.ofMinutes(10));
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("FAILED: container web: exit code 4");
        assertThat(containerLines(build)).contains("[runTask] web | two").doesNotHaveDuplicates();
        assertThat(tasks()).hasSize(1);
        assertThat(calls("ecs:RunTask")).isEqualTo(1);
    }

    @Test
    void killedBetweenRequestAndAnswerItStartsNoSecondTask() throws Exception {
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now());
        jenkins.simulate(clock);
        jenkins.simulator().faults().next(1, "ecs:RunTask", Faults.answerLost());
        jenkins.simulator().faults().always("ecs:ListTasks", Faults.serverError());
        Build build = start("task-killed-early", "echo once; sleep 60", "");
        Eventually.within(ANSWER, "RunTask was sent", () -> calls("ecs:RunTask") == 1);

        jenkins.process().kill();
        jenkins.simulator().faults().clear();
        jenkins.process().start();
        build.waitForLine("Started task");
        clock.advance(Duration.ofMinutes(10));
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(tasks()).hasSize(1);
        assertThat(calls("ecs:RunTask")).isEqualTo(2);
        assertThat(containerLines(build)).contains("[runTask] web | once").doesNotHaveDuplicates();
    }

    @Test
    void aRestartNeverStopsTheTask() throws Exception {
        Build build =
                start("task-restart", "echo one; sleep 3000; echo two", "").waitForLine("web | one");

        jenkins.process().stop();
        jenkins.process().start();
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(containerLines(build)).contains("[runTask] web | two").doesNotHaveDuplicates();
        assertThat(calls("ecs:StopTask")).isZero();
    }

    @Test
    void aPersonWhoStopsTheBuildStopsTheTask() throws Exception {
        Build build = start("task-abort", LONG, "").waitForLine(": RUNNING");
        build.stop();
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console()).contains("Asked ECS to stop task ");
        assertThat(tasks())
                .singleElement()
                .satisfies(task ->
                        assertThat(task.stoppedReason()).isEqualTo("Jenkins build task-abort #1: Aborted by deployer"));
    }

    @Test
    void theStepMayLeaveItsTaskAlone() throws Exception {
        Build build = start("task-leave", LONG, ", onInterrupt: 'leave'").waitForLine(": RUNNING");
        build.stop();
        build.waitForEnd();

        assertThat(build.console()).contains("No longer waiting. The tasks were left alone and run on.");
        assertThat(calls("ecs:StopTask")).isZero();
    }

    @Test
    void aTimeoutOfTheScriptStopsTheTask() throws Exception {
        Build build =
                jenkins.pipeline("task-timeout", "run-task-timeout.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.stoppedReason())
                        .startsWith("Jenkins build task-timeout #1: ")
                        .containsIgnoringCase("timeout"));
    }

    @Test
    void aFailingParallelBranchStopsTheTask() throws Exception {
        Build build = jenkins.pipeline("task-fail-fast", "run-task-fail-fast.jenkinsfile")
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.desiredStatus()).isEqualTo("STOPPED"));
    }

    @Test
    void jenkinsMasksItsSecretsInTheLinesOfContainers() throws Exception {
        jenkins.script("run-task-secret.groovy");
        Build build =
                jenkins.pipeline("task-secret", "run-task-secret.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("[runTask] web | the token is ****")
                .contains("Warning: environment API_TOKEN holds the secret TOKEN of this build.")
                .doesNotContain("token-that-nobody-may-see");
    }

    @Test
    void aFreestyleBuildRunsATaskAndHandsItsOutcomeOn() throws Exception {
        Build build = jenkins.client()
                .job("task-freestyle", freestyle("exit 0", "fail"))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("[runTask] web | build 1")
                .containsPattern("handed on: SUCCEEDED arn:aws:ecs:us-east-1:123456789012:task/rehearsal/[0-9a-f]{32}");
    }

    @Test
    void aPersonWhoStopsAFreestyleBuildStopsTheTask() throws Exception {
        Build build = jenkins.client()
                .job("task-freestyle-abort", freestyle(LONG, "fail"))
                .start()
                .waitForLine(": RUNNING");
        build.stop();
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.stoppedReason())
                        .isEqualTo("Jenkins build task-freestyle-abort #1: Aborted by deployer"));
    }

    @Test
    void noThreadIsHeldWhileATaskRuns() throws Exception {
        Build build = start("task-threads", "sleep 1200", "").waitForLine(": RUNNING");
        String threads = jenkins.client()
                .script("println Thread.allStackTraces.findAll { thread, stack -> stack.any {"
                        + " it.className.contains('RunTask') || it.className.contains('OneOffTasks') } }.keySet()");
        build.waitForEnd();

        assertThat(threads.strip()).isEqualTo("[]");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    private Build start(String name, String command, String options) throws InterruptedException {
        return jenkins.client()
                .pipeline(
                        name,
                        jenkins.text("run-task.jenkinsfile")
                                .replace("@COMMAND@", command)
                                .replace("@OPTIONS@", options))
                .start();
    }

    private String freestyle(String command, String onFailure) {
        return jenkins.text("freestyle-run-task.xml")
                .replace("@COMMAND@", command)
                .replace("@ONFAILURE@", onFailure);
    }

    private static List<String> containerLines(Build build) {
        return build.console()
                .lines()
                .filter(line -> line.startsWith("[runTask] ") && line.contains(" | "))
                .toList();
    }

    private long calls(String operation) {
        return jenkins.simulator().operations().stream()
                .filter(operation::equals)
                .count();
    }

    /** Those that builds have started, as ECS knows them. */
    private List<Task> tasks() {
        try (AwsClients clients = new AwsClients(AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "not-a-secret")))
                .at(jenkins.simulator().endpoint()))) {
            List<String> arns = Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                    .flatMap(
                            status -> clients
                                    .ecs()
                                    .listTasks(request ->
                                            request.cluster("rehearsal").desiredStatus(status))
                                    .taskArns()
                                    .stream())
                    .toList();
            return clients
                    .ecs()
                    .describeTasks(request -> request.cluster("rehearsal").tasks(arns))
                    .tasks()
                    .stream()
                    .filter(task -> task.startedBy().startsWith("jenkins/"))
                    .toList();
        }
    }
}
