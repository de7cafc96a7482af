package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** Finds the address for test traffic: that of the test listener of the service's load balancer. */
public final class TestEndpoints {

    /** A rule's ARN is its listener's ARN with one more part (Elastic Load Balancing user guide, resource types). */
    private static final Pattern RULE = Pattern.compile("(arn:.*:)listener-rule/(.*)/[^/]+");

    private final AwsClients clients;
    private final Runnable onCall;

    public TestEndpoints(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /** The gate with the address; without one if the service has no test listener, or it may not be read. */
    public Gate in(Gate gate, ServiceState service) {
        try {
            return gate.withTestEndpoint(service.loadBalancers().stream()
                    .map(ServiceState.TargetGroups::testListenerRule)
                    .filter(rule -> !rule.isEmpty())
                    .findFirst()
                    .flatMap(this::address));
        } catch (AwsCallException unreadable) {
            return gate;
        }
    }

    private Optional<String> address(String ruleArn) {
        Matcher rule = RULE.matcher(ruleArn);
        String listenerArn = rule.matches() ? rule.group(1) + "listener/" + rule.group(2) : ruleArn;
        onCall.run();
        return AwsCall.run(
                        "elasticloadbalancing:DescribeListeners",
                        listenerArn,
                        () -> clients.elb()
                                .describeListeners(DescribeListenersRequest.builder()
                                        .listenerArns(listenerArn)
                                        .build()))
                .listeners()
                .stream()
                .findFirst()
                .flatMap(this::address);
    }

    private Optional<String> address(Listener listener) {
        onCall.run();
        return AwsCall.run(
                        "elasticloadbalancing:DescribeLoadBalancers",
                        listener.loadBalancerArn(),
                        () -> clients.elb()
                                .describeLoadBalancers(DescribeLoadBalancersRequest.builder()
                                        .loadBalancerArns(listener.loadBalancerArn())
                                        .build()))
                .loadBalancers()
                .stream()
                .findFirst()
                .map(balancer -> String.valueOf(listener.protocolAsString()).toLowerCase(Locale.ROOT) + "://"
                        + balancer.dnsName() + ":" + listener.port());
    }
}
