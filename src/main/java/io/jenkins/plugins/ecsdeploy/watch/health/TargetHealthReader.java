package io.jenkins.plugins.ecsdeploy.watch.health;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Reads the health of a service's tasks behind its load balancers. */
public final class TargetHealthReader {

    /** Elastic Load Balancing user guide, "Target health status". */
    private static final Set<TargetHealthStateEnum> NOT_CHECKED =
            EnumSet.of(TargetHealthStateEnum.UNUSED, TargetHealthStateEnum.DRAINING);

    private final AwsClients clients;
    private final Runnable onCall;

    /** @param onCall run before each call */
    public TargetHealthReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /**
     * Whether as many targets of a deployment are healthy as tasks are desired, for each load balancer. Targets of other
     * deployments don't count, nor those of another service that shares a target group. One of a blue/green service's two
     * target groups is empty, so both are counted together.
     *
     * @param balancers with what the deployment's tasks are registered
     * @param desired how many tasks of the deployment are desired
     * @param startedBy what the deployment's tasks carry in that field
     */
    public boolean areHealthy(
            ServiceRef service, List<ServiceState.TargetGroups> balancers, int desired, String startedBy) {
        List<ServiceState.TargetGroups> groups =
                balancers.stream().filter(TargetHealthReader::isV2).toList();
        if (desired == 0 || groups.isEmpty()) {
            return true;
        }
        RunningTasks tasks = RunningTasks.read(clients.ecs(), service, startedBy, onCall);
        return groups.stream()
                .allMatch(pair -> groups(pair)
                                .mapToLong(group -> countHealthy(group, tasks))
                                .sum()
                        >= desired);
    }

    /**
     * A target that is {@code unused} is not checked and gets no traffic: its Availability Zone is not enabled for the load
     * balancer, or no listener forwards to the group (Elastic Load Balancing user guide, "Target health status").
     */
    private long countHealthy(String group, RunningTasks tasks) {
        return describe(group).stream()
                .filter(target -> tasks.areAt(target.target()))
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .count();
    }

    /**
     * All targets of a service's target groups, whichever deployment they belong to.
     *
     * @return empty if no target group is known
     */
    public Optional<TargetCounts> counts(ServiceState service) {
        List<String> groups = groups(service).toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        List<TargetHealth> checked = groups.stream()
                .flatMap(group -> describe(group).stream())
                .map(TargetHealthDescription::targetHealth)
                .filter(health -> !NOT_CHECKED.contains(health.state()))
                .toList();
        int healthy = (int) checked.stream()
                .filter(health -> health.state() == TargetHealthStateEnum.HEALTHY)
                .count();
        return Optional.of(new TargetCounts(healthy, checked.size(), String.join("; ", troubles(checked.stream()))));
    }

    /**
     * What is wrong with targets, one line for each reason:
     * {@code 2 load balancer targets unhealthy: … (Target.Timeout)}.
     */
    public List<String> troubles(ServiceState service) {
        return troubles(
                groups(service).flatMap(group -> describe(group).stream()).map(TargetHealthDescription::targetHealth));
    }

    private static Stream<String> groups(ServiceState service) {
        return Stream.concat(service.loadBalancers().stream(), service.liveLoadBalancers().stream())
                .filter(TargetHealthReader::isV2)
                .flatMap(TargetHealthReader::groups)
                .distinct();
    }

    private static List<String> troubles(Stream<TargetHealth> targets) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        targets.filter(health -> health.state() == TargetHealthStateEnum.UNHEALTHY)
                .forEach(health -> counted.merge(
                        StateMapper.text(health.description()) + " (" + health.reasonAsString() + ")",
                        1,
                        Integer::sum));
        List<String> lines = new ArrayList<>();
        counted.forEach((reason, count) -> lines.add(
                count + (count == 1 ? " load balancer target" : " load balancer targets") + " unhealthy: " + reason));
        return lines;
    }

    /** Classic Load Balancers have names, not target groups. */
    private static boolean isV2(ServiceState.TargetGroups groups) {
        return !groups.production().isEmpty();
    }

    private static Stream<String> groups(ServiceState.TargetGroups groups) {
        return Stream.of(groups.production(), groups.alternate()).filter(group -> !group.isEmpty());
    }

    private List<TargetHealthDescription> describe(String targetGroup) {
        onCall.run();
        return AwsCall.run(
                        "elasticloadbalancing:DescribeTargetHealth",
                        targetGroup,
                        () -> clients.elb()
                                .describeTargetHealth(DescribeTargetHealthRequest.builder()
                                        .targetGroupArn(targetGroup)
                                        .build()))
                .targetHealthDescriptions();
    }
}
