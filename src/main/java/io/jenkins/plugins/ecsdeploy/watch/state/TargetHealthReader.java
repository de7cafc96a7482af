package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Reads the health of a service's tasks behind its load balancers. */
public final class TargetHealthReader {

    private final AwsClients clients;
    private final Runnable onCall;

    public TargetHealthReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /**
     * Whether as many targets are healthy as tasks are desired, for each load balancer of the service. One of a
     * blue/green service's two target groups is empty, so both are counted together. Targets of a group that no
     * listener forwards to are {@code unused} and not checked: they count too.
     */
    public boolean allHealthy(ServiceState service) {
        return service.desired() == 0
                || service.loadBalancers().stream()
                        .filter(TargetHealthReader::isV2)
                        .allMatch(groups -> groups(groups)
                                        .flatMap(group -> describe(group).stream())
                                        .filter(target -> isGood(target.targetHealth()))
                                        .count()
                                >= service.desired());
    }

    /**
     * What is wrong with targets, one line for each reason:
     * {@code 2 load balancer targets unhealthy: … (Target.Timeout)}.
     */
    public List<String> troubles(ServiceState service) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        service.loadBalancers().stream()
                .filter(TargetHealthReader::isV2)
                .flatMap(TargetHealthReader::groups)
                .flatMap(group -> describe(group).stream())
                .map(TargetHealthDescription::targetHealth)
                .filter(health -> health.state() == TargetHealthStateEnum.UNHEALTHY)
                .forEach(health -> counted.merge(
                        StateMapper.text(health.description()) + " (" + health.reasonAsString() + ")",
                        1,
                        Integer::sum));
        List<String> lines = new ArrayList<>();
        counted.forEach((reason, count) -> lines.add(
                count + (count == 1 ? " load balancer target" : " load balancer targets") + " unhealthy: " + reason));
        return lines;
    }

    private static boolean isGood(TargetHealth health) {
        return health.state() == TargetHealthStateEnum.HEALTHY || health.state() == TargetHealthStateEnum.UNUSED;
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
