package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads the last lines of a failed container from CloudWatch Logs, if its log driver sends them there. */
final class LogTailReader {

    private static final int LINES = 20;

    /** A log line can be 256 KB long; a build log is read by people. */
    private static final int LONGEST_LINE = 500;

    private final AwsClients clients;
    private final Runnable onCall;

    LogTailReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /** Never throws: what can't be read becomes a note. */
    Optional<FailureDiagnosis.LogTail> read(Task task, Container container, Consumer<String> notes) {
        try {
            Optional<LogConfiguration> log = configuration(task, StateMapper.text(container.name()));
            if (log.isEmpty()) {
                return Optional.empty();
            }
            Map<String, String> options = log.get().options();
            String driver = String.valueOf(log.get().logDriverAsString());
            if (!"awslogs".equals(driver)) {
                notes.accept("container " + container.name() + " logs with the " + driver
                        + " driver, so its last lines are not in CloudWatch Logs.");
                return Optional.empty();
            }
            String region = options.getOrDefault("awslogs-region", clients.region());
            if (!region.equals(clients.region())) {
                notes.accept("container " + container.name() + " logs to another region: see log group "
                        + options.get("awslogs-group") + " in " + region + ".");
                return Optional.empty();
            }
            return tail(options.get("awslogs-group"), stream(options, task, container), task, container);
        } catch (AwsCallException failed) {
            boolean none = "ResourceNotFoundException".equals(failed.errorCode()); // the container wrote nothing
            if (!none) {
                notes.accept("the last lines of container " + container.name() + " could not be read: "
                        + failed.getMessage());
            }
            return Optional.empty();
        }
    }

    private Optional<LogConfiguration> configuration(Task task, String container) {
        onCall.run();
        return AwsCall.get(
                        "ecs:DescribeTaskDefinition",
                        StateMapper.text(task.taskDefinitionArn()),
                        () -> clients.ecs()
                                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                                        .taskDefinition(task.taskDefinitionArn())
                                        .build()),
                        "taskDefinition",
                        answer -> Optional.ofNullable(answer.taskDefinition()))
                .containerDefinitions()
                .stream()
                .filter(definition -> container.equals(definition.name()))
                .findFirst()
                .map(ContainerDefinition::logConfiguration);
    }

    /** Developer guide, "awslogs-stream-prefix": prefix/container/task; without a prefix, the container's own id. */
    private static String stream(Map<String, String> options, Task task, Container container) {
        String prefix = options.get("awslogs-stream-prefix");
        return prefix == null || prefix.isEmpty()
                ? StateMapper.text(container.runtimeId())
                : prefix + "/" + container.name() + "/" + Arn.name(task.taskArn());
    }

    private Optional<FailureDiagnosis.LogTail> tail(String group, String stream, Task task, Container container) {
        if (stream.isEmpty()) { // the task never started a container
            return Optional.empty();
        }
        onCall.run();
        List<OutputLogEvent> events = AwsCall.run(
                        "logs:GetLogEvents",
                        group + " " + stream,
                        () -> clients.logs()
                                .getLogEvents(GetLogEventsRequest.builder()
                                        .logGroupName(group)
                                        .logStreamName(stream)
                                        .startFromHead(false)
                                        .limit(LINES)
                                        .build()))
                .events();
        List<String> lines = new ArrayList<>();
        events.forEach(event -> StateMapper.text(event.message()).lines().forEach(line -> lines.add(cut(line))));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new FailureDiagnosis.LogTail(
                        container.name(),
                        Arn.name(task.taskArn()),
                        group,
                        lines.subList(Math.max(0, lines.size() - LINES), lines.size())));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    }
}
