package io.jenkins.plugins.ecsdeploy.simulator.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

class ElbApiTest {

    private final EventTimeline timeline =
            new EventTimeline(SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z")));
    private final LoadBalancing loadBalancing = new LoadBalancing(AwsAccount.EXAMPLE, timeline);
    private SimulatorServer server;
    private ElasticLoadBalancingV2Client elb;

    @BeforeEach
    void open() throws IOException {
        server = new SimulatorServer(0, new Faults())
                .add(new ElbApi(AwsAccount.EXAMPLE, timeline, loadBalancing))
                .start();
        elb = ElasticLoadBalancingV2Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void close() {
        elb.close();
        server.close();
    }

    @Test
    void aTargetGroupHasTheDefaultsOfTheApi() {
        TargetGroup group = targetGroup("blue");

        assertThat(group.targetGroupArn())
                .matches("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/blue/[0-9a-f]{16}");
        assertThat(group.healthCheckIntervalSeconds()).isEqualTo(30);
        assertThat(group.matcher().httpCode()).isEqualTo("200");
        assertThat(group.loadBalancerArns()).isEmpty();
    }

    @Test
    void aRuleForwardsToWeightedTargetGroups() {
        TargetGroup blue = targetGroup("blue");
        TargetGroup green = targetGroup("green");
        Rule rule = rule(listener(blue), blue, green);

        assertThat(rule.actions().get(0).forwardConfig().targetGroups())
                .extracting(tuple -> tuple.targetGroupArn() + " " + tuple.weight())
                .containsExactly(blue.targetGroupArn() + " 100", green.targetGroupArn() + " 0");
        assertThat(rule.priority()).isEqualTo("10");
        assertThat(rule.conditions().get(0).values()).containsExactly("/*");
    }

    @Test
    void aTargetGroupKnowsTheLoadBalancersThatUseIt() {
        TargetGroup blue = targetGroup("blue");
        listener(blue);

        assertThat(elb.describeTargetGroups(request -> request.names("blue"))
                        .targetGroups()
                        .get(0)
                        .loadBalancerArns())
                .hasSize(1)
                .allMatch(arn -> arn.contains(":loadbalancer/app/shop/"));
    }

    @Test
    void theDefaultRuleOfAListenerIsDescribedToo() {
        String listener = listener(targetGroup("blue"));

        assertThat(elb.describeRules(request -> request.listenerArn(listener)).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.isDefault()).isTrue());
    }

    @Test
    void rulesAreDescribedInTheOrderTheyAreEvaluated() {
        TargetGroup blue = targetGroup("blue");
        String listener = listener(blue);
        for (int priority : new int[] {100, 20}) {
            elb.createRule(request -> request.listenerArn(listener)
                    .priority(priority)
                    .conditions(condition -> condition.field("path-pattern").values("/*"))
                    .actions(forward -> forward.type("forward").targetGroupArn(blue.targetGroupArn())));
        }

        assertThat(elb.describeRules(request -> request.listenerArn(listener)).rules())
                .extracting(Rule::priority)
                .containsExactly("20", "100", "default");
    }

    @Test
    void aRulesPriorityCanBeUsedOnce() {
        TargetGroup blue = targetGroup("blue");
        TargetGroup green = targetGroup("green");
        String listener = listener(blue);
        rule(listener, blue, green);

        assertThatThrownBy(() -> rule(listener, blue, green)).isInstanceOf(PriorityInUseException.class);
    }

    @Test
    void anUnknownTargetGroupIsAnError() {
        assertThatThrownBy(() -> elb.describeTargetHealth(request -> request.targetGroupArn("arn:aws:none")))
                .isInstanceOf(TargetGroupNotFoundException.class)
                .hasMessageContaining("One or more target groups not found");
    }

    @Test
    void aSecondTargetGroupOfThatNameIsAnError() {
        targetGroup("blue");

        assertThatThrownBy(() -> targetGroup("blue")).isInstanceOf(DuplicateTargetGroupNameException.class);
    }

    @Test
    void theDeregistrationDelayCanBeSet() {
        String group = targetGroup("blue").targetGroupArn();
        elb.modifyTargetGroupAttributes(request -> request.targetGroupArn(group)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("15")
                        .build()));

        assertThat(loadBalancing.targetGroup(group).orElseThrow().deregistrationDelay())
                .hasSeconds(15);
    }

    private TargetGroup targetGroup(String name) {
        return elb.createTargetGroup(request -> request.name(name)
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId("vpc-1")
                        .targetType("ip"))
                .targetGroups()
                .get(0);
    }

    private String listener(TargetGroup forwardedTo) {
        String balancer = elb.createLoadBalancer(request -> request.name("shop").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        return elb.createListener(request -> request.loadBalancerArn(balancer)
                        .protocol("HTTP")
                        .port(80)
                        .defaultActions(Action.builder()
                                .type("forward")
                                .targetGroupArn(forwardedTo.targetGroupArn())
                                .build()))
                .listeners()
                .get(0)
                .listenerArn();
    }

    private Rule rule(String listener, TargetGroup blue, TargetGroup green) {
        return elb.createRule(request -> request.listenerArn(listener)
                        .priority(10)
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .values("/*")
                                .build())
                        .actions(Action.builder()
                                .type("forward")
                                .forwardConfig(forward -> forward.targetGroups(weighted(blue, 100), weighted(green, 0)))
                                .build()))
                .rules()
                .get(0);
    }

    private static TargetGroupTuple weighted(TargetGroup group, int weight) {
        return TargetGroupTuple.builder()
                .targetGroupArn(group.targetGroupArn())
                .weight(weight)
                .build();
    }
}
