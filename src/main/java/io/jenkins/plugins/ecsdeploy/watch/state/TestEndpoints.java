package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Finds out how test traffic reaches the new tasks: by the test listener rule of the service's load balancer. */
public final class TestEndpoints {

    /** A rule's ARN is its listener's ARN with one more part (Elastic Load Balancing user guide, resource types). */
    private static final Pattern RULE = Pattern.compile("(arn:.*:)listener-rule/(.*)/[^/]+");

    private final AwsClients clients;
    private final Runnable onCall;

    public TestEndpoints(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /** The gate with what a request needs to reach the new tasks, or with the reason why that can't be told. */
    public Gate in(Gate gate, ServiceState service) {
        Optional<String> rule = service.loadBalancers().stream()
                .map(ServiceState.TargetGroups::testListenerRule)
                .filter(arn -> !arn.isEmpty())
                .findFirst();
        if (rule.isEmpty()) {
            return gate;
        }
        try {
            return gate.with(traffic(rule.get()));
        } catch (AwsCallException unreadable) {
            return gate.withoutTestTraffic("the test listener could not be read: " + unreadable.getMessage());
        } catch (TestTraffic.NotTellableException condition) {
            return gate.withoutTestTraffic("no request can be made up that the test listener rule surely takes ("
                    + condition.getMessage() + ")");
        }
    }

    private TestTraffic traffic(String ruleOrListenerArn) throws TestTraffic.NotTellableException {
        Matcher rule = RULE.matcher(ruleOrListenerArn);
        String listenerArn = rule.matches() ? rule.group(1) + "listener/" + rule.group(2) : ruleOrListenerArn;
        Listener listener = listener(listenerArn);
        return TestTraffic.of(listener, address(listener), rule.matches() ? conditions(ruleOrListenerArn) : List.of());
    }

    private Listener listener(String arn) {
        onCall.run();
        return AwsCall.run(
                        "elasticloadbalancing:DescribeListeners",
                        arn,
                        () -> clients.elb()
                                .describeListeners(DescribeListenersRequest.builder()
                                        .listenerArns(arn)
                                        .build()))
                .listeners()
                .get(0);
    }

    /** Of a rule that is not the listener's default one, which has none. */
    private List<RuleCondition> conditions(String ruleArn) {
        onCall.run();
        return AwsCall.run(
                        "elasticloadbalancing:DescribeRules",
                        ruleArn,
                        () -> clients.elb()
                                .describeRules(DescribeRulesRequest.builder()
                                        .ruleArns(ruleArn)
                                        .build()))
                .rules()
                .get(0)
                .conditions();
    }

    private String address(Listener listener) {
        onCall.run();
        return AwsCall.run(
                        "elasticloadbalancing:DescribeLoadBalancers",
                        listener.loadBalancerArn(),
                        () -> clients.elb()
                                .describeLoadBalancers(DescribeLoadBalancersRequest.builder()
                                        .loadBalancerArns(listener.loadBalancerArn())
                                        .build()))
                .loadBalancers()
                .get(0)
                .dnsName();
    }
}
