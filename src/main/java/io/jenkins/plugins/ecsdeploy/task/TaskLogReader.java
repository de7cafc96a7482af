package io.jenkins.plugins.ecsdeploy.task;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.Position;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan.PlannedContainer;
import io.jenkins.plugins.ecsdeploy.watch.PollGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads what a container has written to CloudWatch Logs since it was read last. */
final class TaskLogReader {

    /** Lines of one call; fewer come if they are long. */
    private static final int PAGE = 1000;

    private static final int TAIL = 20;

    /** A log line can be 256 KB long; a build log is read by people. */
    private static final int LONGEST_LINE = 2000;

    /**
     * What was read.
     *
     * @param position where to read on
     * @param more whether there may be more right now
     */
    record Batch(List<String> lines, Position position, boolean more) {}

    private final AwsClients clients;
    private final PollGroup.Calls calls;

    TaskLogReader(AwsClients clients, PollGroup.Calls calls) {
        this.clients = clients;
        this.calls = calls;
    }

    /**
     * One page of new lines, oldest first.
     *
     * @throws AwsCallException if the log may not be read, or not now
     */
    Batch read(PlannedContainer container, Task task, Position from) {
        Optional<String> stream = stream(container, task);
        if (stream.isEmpty()) {
            return new Batch(List.of(), from, false);
        }
        GetLogEventsRequest.Builder request = GetLogEventsRequest.builder()
                .logGroupName(container.logGroup())
                .logStreamName(stream.get())
                .startFromHead(true)
                .limit(PAGE);
        if (from.since() > 0) {
            request.startTime(from.since());
        }
        request.nextToken(from.token().isEmpty() ? null : from.token());
        try {
            GetLogEventsResponse answer = call(container, stream.get(), request);
            long last = answer.events().stream()
                    .filter(event -> event.timestamp() != null)
                    .mapToLong(OutputLogEvent::timestamp)
                    .max()
                    .orElse(from.millis());
            String token = answer.nextForwardToken();
            if (token == null) {
                return new Batch(lines(answer), new Position("", last, last + 1), false);
            }
            // "If you have reached the end of the stream, it returns the same token you passed in" (API reference)
            return new Batch(lines(answer), new Position(token, last, from.since()), !token.equals(from.token()));
        } catch (AwsCallException failed) {
            if ("ResourceNotFoundException".equals(failed.errorCode())) { // it has written nothing yet
                return new Batch(List.of(), from, false);
            }
            if (!from.token().isEmpty() && "InvalidParameterException".equals(failed.errorCode())) {
                return new Batch(List.of(), from.withoutToken(), true); // a token lives for a day
            }
            throw failed;
        }
    }

    /** The last lines; empty if there are none, or they can't be read. */
    List<String> tail(PlannedContainer container, Task task) {
        Optional<String> stream = stream(container, task);
        if (stream.isEmpty()) {
            return List.of();
        }
        try {
            List<String> lines = lines(call(
                    container,
                    stream.get(),
                    GetLogEventsRequest.builder()
                            .logGroupName(container.logGroup())
                            .logStreamName(stream.get())
                            .startFromHead(false)
                            .limit(TAIL)));
            return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
        } catch (AwsCallException unreadable) {
            return List.of();
        }
    }

    private GetLogEventsResponse call(PlannedContainer container, String stream, GetLogEventsRequest.Builder request) {
        calls.spend();
        return AwsCall.run(
                "logs:GetLogEvents",
                container.logGroup() + " " + stream,
                () -> clients.logs().getLogEvents(request.build()));
    }

    /** Developer guide, "awslogs-stream-prefix": prefix/container/task; without a prefix, the container's own id. */
    private static Optional<String> stream(PlannedContainer container, Task task) {
        if (!container.logPrefix().isEmpty()) {
            return Optional.of(container.logPrefix() + "/" + container.name() + "/" + Arn.name(task.taskArn()));
        }
        return task.containers().stream()
                .filter(one -> container.name().equals(one.name()))
                .findFirst()
                .map(Container::runtimeId);
    }

    private static List<String> lines(GetLogEventsResponse answer) {
        List<String> lines = new ArrayList<>();
        answer.events().forEach(event -> {
            String message = event.message() == null ? "" : event.message();
            message.lines().map(TaskLogReader::cut).forEach(lines::add);
        });
        return lines;
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    }
}
