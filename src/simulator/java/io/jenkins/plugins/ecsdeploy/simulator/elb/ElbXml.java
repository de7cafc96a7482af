package io.jenkins.plugins.ecsdeploy.simulator.elb;

import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import java.util.List;
import java.util.Map;

/** ELBv2's resources as its Query protocol writes them; member names from the service model 2015-12-01. */
final class ElbXml {

    private final LoadBalancing world;
    private final String zone;

    ElbXml(LoadBalancing world, String zone) {
        this.world = world;
        this.zone = zone;
    }

    void loadBalancer(XmlWriter xml, LoadBalancer item) {
        xml.text("LoadBalancerArn", item.arn())
                .text("DNSName", item.dnsName())
                .text("CanonicalHostedZoneId", "Z35SXDOTRQ7X7K")
                .text("CreatedTime", item.createdTime())
                .text("LoadBalancerName", item.name())
                .text("Scheme", item.scheme())
                .text("VpcId", "vpc-0a1b2c3d4e5f60718")
                .element("State", state -> state.text("Code", "active"))
                .text("Type", item.type())
                .members(
                        "AvailabilityZones",
                        item.subnets(),
                        (member, subnet) -> member.text("ZoneName", zone).text("SubnetId", subnet))
                .text("IpAddressType", "ipv4");
        values(xml, "SecurityGroups", item.securityGroups());
    }

    void targetGroup(XmlWriter xml, TargetGroup item) {
        TargetGroup.HealthCheck check = item.healthCheck();
        xml.text("TargetGroupArn", item.arn())
                .text("TargetGroupName", item.name())
                .text("Protocol", item.protocol())
                .text("Port", item.port())
                .text("VpcId", item.vpcId())
                .text("HealthCheckProtocol", check.protocol())
                .text("HealthCheckPort", check.port())
                .text("HealthCheckEnabled", true)
                .text("HealthCheckIntervalSeconds", check.intervalSeconds())
                .text("HealthCheckTimeoutSeconds", check.timeoutSeconds())
                .text("HealthyThresholdCount", check.healthyThreshold())
                .text("UnhealthyThresholdCount", check.unhealthyThreshold())
                .text("HealthCheckPath", check.path())
                .element("Matcher", matcher -> matcher.text("HttpCode", check.httpCodes()))
                .text("TargetType", item.targetType())
                .text("ProtocolVersion", "HTTP1")
                .text("IpAddressType", "ipv4");
        values(xml, "LoadBalancerArns", world.loadBalancersOf(item));
    }

    void listener(XmlWriter xml, Listener item) {
        xml.text("ListenerArn", item.arn())
                .text("LoadBalancerArn", item.loadBalancerArn())
                .text("Port", item.port())
                .text("Protocol", item.protocol());
        actions(xml, "DefaultActions", item.defaultActions());
    }

    void rule(XmlWriter xml, Rule item) {
        xml.text("RuleArn", item.arn())
                .text("Priority", item.priority())
                .members("Conditions", item.conditions(), ElbXml::condition);
        actions(xml, "Actions", item.actions());
        xml.text("IsDefault", item.isDefault());
    }

    void targetHealth(XmlWriter xml, Map.Entry<Target, TargetHealth> item) {
        Target target = item.getKey();
        TargetHealth health = item.getValue();
        xml.element(
                        "Target",
                        member -> member.text("Id", target.id())
                                .text("Port", target.port())
                                .text("AvailabilityZone", target.availabilityZone()))
                .text("HealthCheckPort", target.port())
                .element(
                        "TargetHealth",
                        member -> member.text("State", health.state())
                                .text("Reason", health.reason())
                                .text("Description", health.description()));
    }

    void attribute(XmlWriter xml, Map.Entry<String, String> item) {
        xml.text("Key", item.getKey()).text("Value", item.getValue());
    }

    private static void condition(XmlWriter xml, Rule.Condition item) {
        xml.text("Field", item.field());
        values(xml, "Values", item.values());
        if (item.field().equals("path-pattern")) {
            xml.element("PathPatternConfig", config -> values(config, "Values", item.values()));
        }
        if (item.field().equals("host-header")) {
            xml.element("HostHeaderConfig", config -> values(config, "Values", item.values()));
        }
        if (item.field().equals("http-header")) {
            xml.element("HttpHeaderConfig", config -> {
                config.text("HttpHeaderName", item.header());
                values(config, "Values", item.values());
            });
        }
    }

    private static void actions(XmlWriter xml, String name, List<Action> actions) {
        xml.members(name, actions, (member, action) -> {
            member.text("Type", action.type()).text("Order", 1);
            if (action.response() != null) {
                member.element(
                        "FixedResponseConfig",
                        config -> config.text("StatusCode", action.response().statusCode())
                                .text("ContentType", action.response().contentType())
                                .text("MessageBody", action.response().messageBody()));
            }
            if (action.type().equals("forward")) {
                forward(member, action.weights());
            }
        });
    }

    /** A single target group is shown outside ForwardConfig as well, a weighted pair is not (ELBv2 API, Action). */
    private static void forward(XmlWriter xml, Map<String, Integer> weights) {
        if (weights.size() == 1) {
            xml.text("TargetGroupArn", weights.keySet().iterator().next());
        }
        xml.element(
                "ForwardConfig",
                config -> config.members(
                                "TargetGroups",
                                weights.entrySet(),
                                (tuple, weight) -> tuple.text("TargetGroupArn", weight.getKey())
                                        .text("Weight", weight.getValue()))
                        .element("TargetGroupStickinessConfig", stickiness -> stickiness.text("Enabled", false)));
    }

    private static void values(XmlWriter xml, String name, List<String> values) {
        xml.element(name, list -> values.forEach(value -> list.text("member", value)));
    }
}
