package io.jenkins.plugins.ecsdeploy.simulator.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Action;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Listener;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancer;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancing;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Rule;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One load balancer for many services, each with two target groups and two rules of its own. */
public final class FleetBalancer {

    static final String CONTAINER = "web";
    static final int PORT = 8080;

    private static final String NAME = "fleet";
    private static final int TEST_PORT = 8081;

    private final AwsAccount account;
    private final LoadBalancing elb;
    private Listener production;
    private Listener test;
    private int wired;

    public FleetBalancer(AwsAccount account, LoadBalancing elb) {
        this.account = account;
        this.elb = elb;
    }

    /** @return an entry of the service's {@code loadBalancers}, for blue/green */
    ObjectNode wire(String service) {
        if (production == null) {
            LoadBalancer balancer = elb.createLoadBalancer(
                    NAME,
                    "application",
                    "internet-facing",
                    List.of("subnet-0aaa1111", "subnet-0bbb2222"),
                    List.of("sg-0ccc3333"));
            production = listener(balancer, 80);
            test = listener(balancer, TEST_PORT);
        }
        wired++;
        TargetGroup blue = targetGroup(service + "-blue");
        TargetGroup green = targetGroup(service + "-green");
        ObjectNode entry = Json.object();
        entry.put("targetGroupArn", blue.arn())
                .put("containerName", CONTAINER)
                .put("containerPort", PORT)
                .putObject("advancedConfiguration")
                .put("alternateTargetGroupArn", green.arn())
                .put("productionListenerRule", rule(production, service, blue, green))
                .put("testListenerRule", rule(test, service, blue, green))
                .put("roleArn", "arn:aws:iam::" + account.id() + ":role/ecsInfrastructureRoleForLoadBalancers");
        return entry;
    }

    private Listener listener(LoadBalancer balancer, int port) {
        return elb.createListener(balancer.arn(), port, "HTTP", List.of(Action.fixedResponse("404")));
    }

    private TargetGroup targetGroup(String name) {
        return elb.createTargetGroup(new TargetGroup(
                "",
                name,
                "HTTP",
                PORT,
                "vpc-0a1b2c3d4e5f60718",
                "ip",
                TargetGroup.HealthCheck.HTTP,
                Duration.ofSeconds(30)));
    }

    private String rule(Listener listener, String service, TargetGroup blue, TargetGroup green) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(blue.arn(), 100);
        weights.put(green.arn(), 0);
        return elb.createRule(
                        listener.arn(),
                        wired,
                        List.of(new Rule.Condition("path-pattern", List.of("/" + service + "/*"))),
                        List.of(Action.forward(weights)))
                .arn();
    }
}
