package io.jenkins.plugins.ecsdeploy.watch.health;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/**
 * Where a load balancer finds the running tasks of one deployment.
 *
 * @param addresses private addresses, with the network mode awsvpc
 * @param hostPorts on their container instances, with the network modes bridge and host. Which instance a task runs on is
 *     not read: that takes one more permission
 */
record RunningTasks(Set<String> addresses, Set<Integer> hostPorts) {

    private static final String INSTANCE = "i-";

    /** @param startedBy what the deployment's tasks carry in that field */
    static RunningTasks read(EcsClient ecs, ServiceRef service, String startedBy, Runnable onCall) {
        Set<String> addresses = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (Task task : tasks(ecs, service, onCall)) {
            if (startedBy.equals(task.startedBy()) && "RUNNING".equals(task.lastStatus())) {
                task.containers().stream()
                        .flatMap(container -> container.networkInterfaces().stream())
                        .flatMap(RunningTasks::addresses)
                        .forEach(addresses::add);
                task.containers().stream()
                        .flatMap(container -> container.networkBindings().stream())
                        .map(NetworkBinding::hostPort)
                        .filter(Objects::nonNull)
                        .forEach(ports::add);
            }
        }
        return new RunningTasks(addresses, ports);
    }

    private static Stream<String> addresses(NetworkInterface network) {
        return Stream.of(network.privateIpv4Address(), network.ipv6Address()).filter(Objects::nonNull);
    }

    private static List<Task> tasks(EcsClient ecs, ServiceRef service, Runnable onCall) {
        List<Task> tasks = new ArrayList<>();
        String nextToken = null;
        do {
            ListTasksRequest page = ListTasksRequest.builder()
                    .cluster(service.cluster())
                    .serviceName(service.service())
                    .desiredStatus(DesiredStatus.RUNNING)
                    .maxResults(Limits.TASKS_PER_DESCRIBE)
                    .nextToken(nextToken)
                    .build();
            onCall.run();
            ListTasksResponse listed = AwsCall.run("ecs:ListTasks", service.toString(), () -> ecs.listTasks(page));
            if (!listed.taskArns().isEmpty()) {
                DescribeTasksRequest request = DescribeTasksRequest.builder()
                        .cluster(service.cluster())
                        .tasks(listed.taskArns())
                        .build();
                onCall.run();
                tasks.addAll(AwsCall.run("ecs:DescribeTasks", service.toString(), () -> ecs.describeTasks(request))
                        .tasks());
            }
            nextToken = listed.nextToken();
        } while (nextToken != null);
        return tasks;
    }

    boolean areAt(TargetDescription target) {
        return addresses.contains(target.id()) || target.id().startsWith(INSTANCE) && hostPorts.contains(target.port());
    }
}
