package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.ContainerLogReader.Stream;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads the last lines of a failed container from CloudWatch Logs, if its log driver sends them there. */
final class LogTailReader {

    private final AwsClients clients;
    private final Runnable onCall;
    private final ContainerLogReader logs;

    LogTailReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
        this.logs = new ContainerLogReader(clients, onCall);
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
            String group = options.get("awslogs-group");
            List<String> lines =
                    logs.tail(Stream.of(group, options.get("awslogs-stream-prefix"), container.name(), task));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new FailureDiagnosis.LogTail(container.name(), Arn.name(task.taskArn()), group, lines));
        } catch (AwsCallException failed) {
            notes.accept(
                    "the last lines of container " + container.name() + " could not be read: " + failed.getMessage());
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
}
