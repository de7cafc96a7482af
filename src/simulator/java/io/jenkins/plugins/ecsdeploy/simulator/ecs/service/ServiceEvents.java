package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The events of a service, in ECS's own words (developer guide, "Service event messages"). The newest is first; the
 * last 100 are kept.
 */
public final class ServiceEvents {

    public record Event(String id, Instant createdAt, String message) {}

    private static final int KEPT = 100;

    private final String service;
    private final EcsIds ids;
    private final Deque<Event> events = new ArrayDeque<>();
    private String countedKind = "";
    private Instant countedAt = Instant.MIN;
    private int count;

    public ServiceEvents(String service, EcsIds ids) {
        this.service = service;
        this.ids = ids;
    }

    public List<Event> newestFirst() {
        return List.copyOf(events);
    }

    public void startedTasks(List<EcsTask> tasks, Instant now) {
        add(now, "has started " + tasks.size() + " tasks: " + named(tasks) + ".");
    }

    public void stoppedTasks(List<EcsTask> tasks, Instant now) {
        add(now, "has stopped " + tasks.size() + " running tasks: " + named(tasks) + ".");
    }

    public void registeredTarget(String targetGroupArn, Instant now) {
        counted(now, targetGroupArn, n -> "registered " + n + " targets in (target-group " + targetGroupArn + ")");
    }

    public void deregisteredTarget(String targetGroupArn, Instant now) {
        counted(now, targetGroupArn, n -> "deregistered " + n + " targets in (target-group " + targetGroupArn + ")");
    }

    public void drainingTasks(int tasks, Instant now) {
        add(now, "has begun draining connections on " + tasks + " tasks.");
    }

    public void unhealthyTarget(ServiceRevision.Registration target, String why, Instant now) {
        add(
                now,
                "(port " + target.binding().containerPort() + ") is unhealthy in (target-group "
                        + target.targetGroupArn() + ") due to (reason " + why + ").");
    }

    public void unhealthyContainers(EcsTask task, Instant now) {
        add(now, named(List.of(task)) + " failed container health checks.");
    }

    public void noCapacity(Instant now) {
        add(
                now,
                "was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a"
                        + " different availability zone. For more information, see the Troubleshooting section of the"
                        + " Amazon ECS Developer Guide.");
    }

    public void startImpaired(Instant now) {
        add(
                now,
                "is unable to consistently start tasks successfully. For more information, see the Troubleshooting"
                        + " section of the Amazon ECS Developer Guide.");
    }

    public void steadyState(Instant now) {
        add(now, "has reached a steady state.");
    }

    public void deploymentCompleted(Deployment deployment, Instant now) {
        add(now, "(deployment " + deployment.id() + ") deployment completed.");
    }

    public void deploymentFailed(Deployment deployment, String why, Instant now) {
        add(now, "(deployment " + deployment.id() + ") deployment failed: " + why);
    }

    public void rollingBack(Deployment to, Instant now) {
        add(now, "rolling back to deployment " + to.id() + ".");
    }

    /** Several of the same kind at the same moment are one event with their number. */
    private void counted(Instant now, String about, IntFunction<String> message) {
        String kind = message.apply(0) + about;
        if (kind.equals(countedKind) && now.equals(countedAt)) {
            count++;
            events.removeIf(
                    event -> event.createdAt().equals(now) && event.message().endsWith(message.apply(count - 1)));
        } else {
            count = 1;
        }
        add(now, message.apply(count));
        countedKind = kind;
        countedAt = now;
    }

    private void add(Instant now, String message) {
        events.addFirst(new Event(ids.uuid(), now, "(service " + service + ") " + message));
        if (events.size() > KEPT) {
            events.removeLast();
        }
    }

    private static String named(List<EcsTask> tasks) {
        StringBuilder names = new StringBuilder();
        tasks.forEach(task -> names.append(names.isEmpty() ? "" : " ")
                .append("(task ")
                .append(task.id())
                .append(')'));
        return names.toString();
    }
}
