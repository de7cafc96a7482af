package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.KnownText;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetHealthReader;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Finds out why tasks of a deployment failed: from its own stopped tasks ({@code startedBy}), which ECS keeps for about
 * an hour, and from the service's events.
 */
public final class FailureReader {

    /** Enough to find the tasks of one deployment among all that a large service stopped within the hour. */
    private static final int PAGES = 10;

    private static final int EVENTS = 5;

    /** Ids that differ between events or reasons that otherwise say the same. */
    private static final Pattern TASK_ID = Pattern.compile("\\b[0-9a-f]{32}\\b");

    /** The log of this many failures is read: further ones rarely say more. */
    private static final int LOGS = 2;

    private final EcsClient ecs;
    private final LogTailReader logs;
    private final TargetHealthReader targets;
    private final Runnable onCall;

    public FailureReader(AwsClients clients, Runnable onCall) {
        ecs = clients.ecs();
        logs = new LogTailReader(clients, onCall);
        targets = new TargetHealthReader(clients, onCall);
        this.onCall = onCall;
    }

    /**
     * Never throws: what can't be read becomes a note, because the outcome itself must still be reported.
     *
     * @param startedBy what the deployment's tasks carry in that field
     */
    public FailureDiagnosis read(
            ServiceRef ref, String startedBy, ServiceState service, List<ServiceEvent> eventsSinceStart) {
        List<String> notes = new ArrayList<>();
        List<Task> stopped = tolerant("the stopped tasks", notes, () -> stoppedTasks(ref, startedBy));
        List<TaskFailure> failures = group(stopped);
        List<FailureDiagnosis.LogTail> tails = failures.stream()
                .limit(LOGS)
                .flatMap(failure -> tail(failure, stopped, notes).stream())
                .toList();
        List<String> health = failures.stream().anyMatch(FailureReader::isAboutHealth)
                ? tolerant("the health of the load balancer's targets", notes, () -> targets.troubles(service))
                : List.of();
        return new FailureDiagnosis(failures, tails, health, causes(eventsSinceStart), notes);
    }

    private static <T> List<T> tolerant(String what, List<String> notes, Supplier<List<T>> reading) {
        try {
            return reading.get();
        } catch (AwsCallException failed) {
            notes.add(what + " could not be read: " + failed.getMessage());
            return List.of();
        }
    }

    private static boolean isAboutHealth(TaskFailure failure) {
        return KnownText.HEALTH_CHECKS.isIn(failure.stoppedReason());
    }

    /** Of the first container that failed, in the task that the failure names. */
    private Optional<FailureDiagnosis.LogTail> tail(TaskFailure failure, List<Task> stopped, List<String> notes) {
        return stopped.stream()
                .filter(task -> Arn.name(StateMapper.text(task.taskArn())).equals(failure.exampleTaskId()))
                .findFirst()
                .flatMap(task -> task.containers().stream()
                        .filter(container -> failure.containers().stream()
                                .anyMatch(exit -> exit.exitCode().isPresent()
                                        && exit.container().equals(StateMapper.text(container.name()))))
                        .findFirst()
                        .flatMap(container -> logs.read(task, container, notes::add)));
    }

    /** Page by page, because stopped tasks of the service's other deployments are listed too. */
    private List<Task> stoppedTasks(ServiceRef service, String startedBy) {
        List<Task> ours = new ArrayList<>();
        String nextToken = null;
        for (int page = 0; page < PAGES && (page == 0 || nextToken != null); page++) {
            ListTasksRequest request = ListTasksRequest.builder()
                    .cluster(service.cluster())
                    .serviceName(service.service())
                    .desiredStatus(DesiredStatus.STOPPED)
                    .maxResults(Limits.TASKS_PER_DESCRIBE)
                    .nextToken(nextToken)
                    .build();
            onCall.run();
            ListTasksResponse listed = AwsCall.run("ecs:ListTasks", service.toString(), () -> ecs.listTasks(request));
            nextToken = listed.nextToken();
            ours.addAll(describe(service, startedBy, listed.taskArns()));
        }
        return ours;
    }

    private List<Task> describe(ServiceRef service, String startedBy, List<String> arns) {
        if (arns.isEmpty()) {
            return List.of();
        }
        DescribeTasksRequest request = DescribeTasksRequest.builder()
                .cluster(service.cluster())
                .tasks(arns)
                .build();
        onCall.run();
        return AwsCall.run("ecs:DescribeTasks", service.toString(), () -> ecs.describeTasks(request)).tasks().stream()
                .filter(task -> startedBy.equals(task.startedBy()))
                .filter(task -> !KnownText.SCALED_OR_REPLACED.isIn(StateMapper.text(task.stoppedReason())))
                .toList();
    }

    private static List<TaskFailure> group(List<Task> tasks) {
        Map<List<Object>, TaskFailure> groups = new LinkedHashMap<>();
        for (Task task : tasks) {
            String reason = StateMapper.text(task.stoppedReason());
            List<TaskFailure.ContainerExit> containers = exits(task);
            groups.merge(
                    List.of(StateMapper.text(task.stopCodeAsString()), withoutTaskId(reason), containers),
                    new TaskFailure(
                            1,
                            StateMapper.text(task.stopCodeAsString()),
                            reason,
                            containers,
                            Arn.name(StateMapper.text(task.taskArn()))),
                    (known, one) -> new TaskFailure(
                            known.count() + 1,
                            known.stopCode(),
                            known.stoppedReason(),
                            known.containers(),
                            known.exampleTaskId()));
        }
        List<TaskFailure> failures = new ArrayList<>(groups.values());
        failures.sort(Comparator.comparing(TaskFailure::isFromOutside)
                .thenComparing(Comparator.comparingInt(TaskFailure::count).reversed()));
        return failures;
    }

    /**
     * The containers with an exit code other than 0, or a reason; a reason that only repeats the task's is left out. If
     * there is none, but an essential container has ended the task, those with exit code 0.
     */
    private static List<TaskFailure.ContainerExit> exits(Task task) {
        List<TaskFailure.ContainerExit> exits = new ArrayList<>();
        for (Container container : task.containers()) {
            Integer exitCode = container.exitCode();
            boolean killedWithTheTask = exitCode != null && exitCode == 143;
            if (container.reason() != null || exitCode != null && exitCode != 0 && !killedWithTheTask) {
                exits.add(new TaskFailure.ContainerExit(
                        StateMapper.text(container.name()),
                        exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                        repeats(task, container) ? "" : StateMapper.text(container.reason())));
            }
        }
        if (exits.isEmpty() && "EssentialContainerExited".equals(task.stopCodeAsString())) {
            // One that ended well ends the task too: a shell that has started its program in the background.
            task.containers().stream()
                    .filter(container -> Integer.valueOf(0).equals(container.exitCode()))
                    .map(container ->
                            new TaskFailure.ContainerExit(StateMapper.text(container.name()), OptionalInt.of(0), ""))
                    .forEach(exits::add);
        }
        return exits;
    }

    private static boolean repeats(Task task, Container container) {
        return container.reason() != null && container.reason().equals(task.stoppedReason());
    }

    private static List<String> causes(List<ServiceEvent> events) {
        Set<String> said = new LinkedHashSet<>();
        List<String> causes = new ArrayList<>();
        for (ServiceEvent event : events) {
            if (causes.size() < EVENTS
                    && KnownText.TROUBLE.isIn(event.message())
                    && !KnownText.DEPLOYMENT_FAILED.isIn(event.message())
                    && said.add(withoutTaskId(event.message()))) {
                causes.add(event.message());
            }
        }
        return causes;
    }

    private static String withoutTaskId(String text) {
        return TASK_ID.matcher(text).replaceAll("...");
    }
}
