package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads what containers have written to CloudWatch Logs. */
public final class ContainerLogReader {

    /** Lines of one call; fewer come if they are long. */
    private static final int PAGE = 1000;

    private static final int TAIL = 20;

    /** A log line can be 256 KB long; a build log is read by people. */
    private static final int LONGEST_LINE = 2000;

    /** Of the last lines, which stand beside a verdict. */
    private static final int LONGEST_OF_TAIL = 500;

    private final AwsClients clients;
    private final Runnable onCall;

    /** @param onCall runs before each call to AWS */
    public ContainerLogReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /**
     * Where the lines of one container are.
     *
     * @param name empty as long as the container has not begun
     */
    public record Stream(String group, String name) {

        /**
         * Developer guide, "awslogs-stream-prefix": prefix/container/task; without a prefix, the container's own id.
         *
         * @param prefix null or empty if the definition has none
         */
        public static Stream of(String group, @CheckForNull String prefix, String container, Task task) {
            if (prefix != null && !prefix.isEmpty()) {
                return new Stream(group, prefix + "/" + container + "/" + Arn.name(task.taskArn()));
            }
            return task.containers().stream()
                    .filter(one -> container.equals(one.name()) && one.runtimeId() != null)
                    .findFirst()
                    .map(Container::runtimeId)
                    .map(id -> new Stream(group, id))
                    .orElseGet(() -> new Stream(group, ""));
        }
    }

    /**
     * How far a log was read.
     *
     * @param token CloudWatch's, valid for a day
     * @param millis time of the last line, since the epoch
     * @param since from when on is read, since the epoch: a token goes with it
     */
    public record Position(String token, long millis, long since) implements Serializable {

        public static final Position START = new Position("", -1, 0);

        /** Without the token, which has expired: from the last line on. */
        private Position withoutToken() {
            return new Position("", millis, millis + 1);
        }
    }

    /**
     * What was read.
     *
     * @param position where to read on
     * @param more whether there may be more right now
     */
    public record Page(List<String> lines, Position position, boolean more) {}

    /**
     * One page of new lines, oldest first.
     *
     * @throws AwsCallException if the log may not be read, or not now
     */
    public Page read(Stream stream, Position from) {
        if (stream.name().isEmpty()) {
            return new Page(List.of(), from, false);
        }
        GetLogEventsRequest.Builder request =
                GetLogEventsRequest.builder().startFromHead(true).limit(PAGE);
        if (from.since() > 0) {
            request.startTime(from.since());
        }
        request.nextToken(from.token().isEmpty() ? null : from.token());
        try {
            GetLogEventsResponse answer = call(stream, request);
            long last = answer.events().stream()
                    .filter(event -> event.timestamp() != null)
                    .mapToLong(OutputLogEvent::timestamp)
                    .max()
                    .orElse(from.millis());
            String token = answer.nextForwardToken();
            if (token == null) {
                return new Page(lines(answer, LONGEST_LINE), new Position("", last, last + 1), false);
            }
            // "If you have reached the end of the stream, it returns the same token you passed in" (API reference)
            Position next = new Position(token, last, from.since());
            return new Page(lines(answer, LONGEST_LINE), next, !token.equals(from.token()));
        } catch (AwsCallException failed) {
            if (hasNoLines(failed)) {
                return new Page(List.of(), from, false);
            }
            if (!from.token().isEmpty() && "InvalidParameterException".equals(failed.errorCode())) {
                return new Page(List.of(), from.withoutToken(), true); // a token lives for a day
            }
            throw failed;
        }
    }

    /**
     * The last lines; none if the container has written nothing.
     *
     * @throws AwsCallException if the log may not be read, or not now
     */
    public List<String> tail(Stream stream) {
        if (stream.name().isEmpty()) {
            return List.of();
        }
        try {
            GetLogEventsRequest.Builder request =
                    GetLogEventsRequest.builder().startFromHead(false).limit(TAIL);
            List<String> lines = lines(call(stream, request), LONGEST_OF_TAIL);
            return List.copyOf(lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (AwsCallException failed) {
            if (hasNoLines(failed)) {
                return List.of();
            }
            throw failed;
        }
    }

    /** The stream is made with its first line. */
    private static boolean hasNoLines(AwsCallException failed) {
        return "ResourceNotFoundException".equals(failed.errorCode());
    }

    private GetLogEventsResponse call(Stream stream, GetLogEventsRequest.Builder request) {
        onCall.run();
        return AwsCall.run(
                "logs:GetLogEvents",
                stream.group() + " " + stream.name(),
                () -> clients.logs()
                        .getLogEvents(request.logGroupName(stream.group())
                                .logStreamName(stream.name())
                                .build()));
    }

    private static List<String> lines(GetLogEventsResponse answer, int longest) {
        List<String> lines = new ArrayList<>();
        answer.events().forEach(event -> {
            String message = event.message() == null ? "" : event.message();
            message.lines().map(line -> cut(line, longest)).forEach(lines::add);
        });
        return lines;
    }

    private static String cut(String line, int longest) {
        return line.length() <= longest ? line : line.substring(0, longest) + " …";
    }
}
