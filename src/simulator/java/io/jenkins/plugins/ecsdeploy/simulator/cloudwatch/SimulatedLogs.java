package io.jenkins.plugins.ecsdeploy.simulator.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Amazon CloudWatch Logs (API version 2014-03-28), reading only: GetLogEvents, DescribeLogGroups, DescribeLogStreams and FilterLogEvents
 * (filter patterns of a single plain word). Other regions are empty.
 */
public final class SimulatedLogs implements JsonService {

    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_STREAMS = 50;

    private record Found(String stream, LogStore.Line line) {}

    private final AwsAccount account;
    private final EventTimeline timeline;
    private final LogStore store;

    public SimulatedLogs(AwsAccount account, EventTimeline timeline, LogStore store) {
        this.account = account;
        this.timeline = timeline;
        this.store = store;
    }

    @Override
    public String targetPrefix() {
        return "Logs_20140328";
    }

    @Override
    public String iamPrefix() {
        return "logs";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        return timeline.caughtUp(() -> {
            LogStore region = caller.region().equals(account.region()) ? store : new LogStore();
            return switch (operation) {
                case "GetLogEvents" -> get(region, input);
                case "DescribeLogGroups" -> groups(region, input);
                case "DescribeLogStreams" -> streams(region, input);
                case "FilterLogEvents" -> filter(region, input);
                default ->
                    throw AwsError.client(
                            "UnknownOperationException",
                            "The simulator has no operation " + operation + " of CloudWatch Logs.");
            };
        });
    }

    /** The last ones unless {@code startFromHead}; the oldest of them first (API reference, GetLogEvents). */
    private static ObjectNode get(LogStore store, ObjectNode input) {
        List<LogStore.Line> lines = store.lines(group(input), required(input, "logStreamName")).stream()
                .filter(line -> within(input, line))
                .toList();
        int limit = limit(input, MOST_EVENTS);
        String token = input.path("nextToken").asText("");
        int from = input.path("startFromHead").asBoolean() ? 0 : Math.max(0, lines.size() - limit);
        if (token.startsWith("f/")) {
            from = position(token, lines.size());
        } else if (token.startsWith("b/")) {
            from = Math.max(0, position(token, lines.size()) - limit);
        } else if (!token.isEmpty()) {
            throw AwsError.client("InvalidParameterException", "The specified nextToken is invalid.");
        }
        int to = token.startsWith("b/") ? position(token, lines.size()) : Math.min(lines.size(), from + limit);
        ObjectNode result = object();
        ArrayNode events = result.putArray("events");
        lines.subList(from, to).forEach(line -> event(events.addObject(), line));
        result.put("nextForwardToken", "f/" + to);
        result.put("nextBackwardToken", "b/" + from);
        return result;
    }

    private ObjectNode groups(LogStore store, ObjectNode input) {
        ObjectNode result = object();
        ArrayNode found = result.putArray("logGroups");
        store.groups(input.path("logGroupNamePrefix").asText("")).stream()
                .limit(limit(input, MOST_STREAMS))
                .forEach(name -> found.addObject()
                        .put("logGroupName", name)
                        .put("arn", account.arn("logs", "log-group:" + name + ":*")));
        return result;
    }

    private ObjectNode streams(LogStore store, ObjectNode input) {
        String prefix = input.path("logStreamNamePrefix").asText("");
        boolean byTime = input.path("orderBy").asText().equals("LastEventTime");
        if (byTime && !prefix.isEmpty()) {
            throw AwsError.client(
                    "InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        List<Map.Entry<String, List<LogStore.Line>>> all =
                new ArrayList<>(store.streams(group(input)).entrySet());
        all.removeIf(entry -> !entry.getKey().startsWith(prefix));
        if (byTime) {
            all.sort(Comparator.comparing(entry -> last(entry.getValue()).time()));
        }
        if (input.path("descending").asBoolean()) {
            Collections.reverse(all);
        }
        ObjectNode result = object();
        ArrayNode streams = result.putArray("logStreams");
        all.stream()
                .limit(limit(input, MOST_STREAMS))
                .forEach(entry -> streams.addObject()
                        .put("logStreamName", entry.getKey())
                        .put("creationTime", entry.getValue().get(0).time().toEpochMilli())
                        .put(
                                "firstEventTimestamp",
                                entry.getValue().get(0).time().toEpochMilli())
                        .put("lastEventTimestamp", last(entry.getValue()).time().toEpochMilli())
                        .put("lastIngestionTime", last(entry.getValue()).time().toEpochMilli())
                        .put("arn", account.arn("logs", "log-group:" + group(input) + ":log-stream:" + entry.getKey()))
                        .put("storedBytes", 0));
        return result;
    }

    private static ObjectNode filter(LogStore store, ObjectNode input) {
        List<String> named = new ArrayList<>();
        input.path("logStreamNames").forEach(name -> named.add(name.asText()));
        String prefix = input.path("logStreamNamePrefix").asText("");
        String pattern = input.path("filterPattern").asText("").replace("\"", "");
        List<Found> found = new ArrayList<>();
        store.streams(group(input)).forEach((stream, lines) -> {
            if ((named.isEmpty() || named.contains(stream)) && stream.startsWith(prefix)) {
                lines.stream()
                        .filter(line -> within(input, line) && line.message().contains(pattern))
                        .forEach(line -> found.add(new Found(stream, line)));
            }
        });
        found.sort(Comparator.comparing(one -> one.line().time()));
        ObjectNode result = object();
        ArrayNode events = result.putArray("events");
        found.stream().limit(limit(input, MOST_EVENTS)).forEach(one -> {
            ObjectNode event = events.addObject().put("logStreamName", one.stream());
            event(event, one.line());
            event.put("eventId", String.valueOf(events.size()));
        });
        result.putArray("searchedLogStreams");
        return result;
    }

    private static void event(ObjectNode event, LogStore.Line line) {
        event.put("timestamp", line.time().toEpochMilli());
        event.put("message", line.message());
        event.put("ingestionTime", line.time().toEpochMilli());
    }

    /** {@code startTime} counts in, {@code endTime} doesn't (API reference). */
    private static boolean within(ObjectNode input, LogStore.Line line) {
        long time = line.time().toEpochMilli();
        return time >= input.path("startTime").asLong(Long.MIN_VALUE)
                && time < input.path("endTime").asLong(Long.MAX_VALUE);
    }

    private static int limit(ObjectNode input, int most) {
        int limit = input.path("limit").asInt(most);
        if (limit < 1 || limit > most) {
            throw AwsError.client(
                    "InvalidParameterException",
                    "1 validation error detected: Value '" + limit
                            + "' at 'limit' failed to satisfy constraint: Member must have value "
                            + (limit < 1 ? "greater than or equal to 1" : "less than or equal to " + most));
        }
        return limit;
    }

    private static int position(String token, int length) {
        try {
            return Math.min(Integer.parseInt(token.substring(2)), length);
        } catch (NumberFormatException notOurs) {
            throw AwsError.client("InvalidParameterException", "The specified nextToken is invalid.");
        }
    }

    private static String group(ObjectNode input) {
        String identifier = input.path("logGroupIdentifier").asText("");
        int name = identifier.indexOf(":log-group:");
        return name < 0
                ? input.path("logGroupName").asText(identifier)
                : identifier.substring(name + ":log-group:".length());
    }

    private static String required(ObjectNode input, String member) {
        String value = input.path(member).asText("");
        if (value.isEmpty()) {
            throw AwsError.client("InvalidParameterException", member + " must not be empty.");
        }
        return value;
    }

    private static LogStore.Line last(List<LogStore.Line> lines) {
        return lines.get(lines.size() - 1);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
