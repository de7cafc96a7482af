package io.jenkins.plugins.ecsdeploy.simulator.cloudwatch;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Log groups, their streams and events. Groups come into being with their first event, or by {@link #create}. Guarded by the timeline. */
public final class LogStore {

    /** One line. */
    record Line(Instant time, String message) {}

    private final Map<String, Map<String, List<Line>>> groups = new TreeMap<>();

    public void write(String group, String stream, Instant time, String message) {
        groups.computeIfAbsent(group, name -> new TreeMap<>())
                .computeIfAbsent(stream, name -> new ArrayList<>())
                .add(new Line(time, message));
    }

    public void create(String group) {
        groups.computeIfAbsent(group, name -> new TreeMap<>());
    }

    public void delete(String group) {
        groups.remove(group);
    }

    List<String> groups(String prefix) {
        return groups.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** @throws AwsError ResourceNotFoundException */
    Map<String, List<Line>> streams(String group) {
        if (!groups.containsKey(group)) {
            throw AwsError.client("ResourceNotFoundException", "The specified log group does not exist.");
        }
        return groups.get(group);
    }

    /** @throws AwsError ResourceNotFoundException */
    List<Line> lines(String group, String stream) {
        Map<String, List<Line>> streams = streams(group);
        if (!streams.containsKey(stream)) {
            throw AwsError.client("ResourceNotFoundException", "The specified log stream does not exist.");
        }
        return streams.get(stream);
    }
}
