package io.jenkins.plugins.ecsdeploy.simulator.elb;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Elastic Load Balancing v2 as far as ECS services need it (API version 2015-12-01). */
public final class ElbApi implements QueryService {

    private static final String DRAIN_SECONDS = "deregistration_delay.timeout_seconds";

    private final AwsAccount account;
    private final EventTimeline timeline;
    private final LoadBalancing world;
    private final LoadBalancing elsewhere;

    public ElbApi(AwsAccount account, EventTimeline timeline, LoadBalancing world) {
        this.account = account;
        this.timeline = timeline;
        this.world = world;
        this.elsewhere = new LoadBalancing(account, timeline);
    }

    @Override
    public String apiVersion() {
        return "2015-12-01";
    }

    @Override
    public String iamPrefix() {
        return "elasticloadbalancing";
    }

    @Override
    public String xmlNamespace() {
        return "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
    }

    @Override
    public void call(String action, QueryParameters request, Caller caller, XmlWriter result) {
        timeline.caughtUp(() -> {
            LoadBalancing region = caller.region().equals(account.region()) ? world : elsewhere;
            answer(action, request, region, result);
            return result;
        });
    }

    private void answer(String action, QueryParameters request, LoadBalancing region, XmlWriter result) {
        ElbXml xml = new ElbXml(region, account.region() + "a");
        switch (action) {
            case "CreateLoadBalancer" ->
                result.members("LoadBalancers", List.of(createLoadBalancer(request, region)), xml::loadBalancer);
            case "CreateTargetGroup" ->
                result.members(
                        "TargetGroups",
                        List.of(region.createTargetGroup(ElbRequests.targetGroup(request))),
                        xml::targetGroup);
            case "CreateListener" ->
                result.members("Listeners", List.of(createListener(request, region)), xml::listener);
            case "CreateRule" -> result.members("Rules", List.of(createRule(request, region)), xml::rule);
            case "ModifyRule" -> result.members("Rules", List.of(modifyRule(request, region)), xml::rule);
            case "DescribeLoadBalancers" ->
                result.members(
                        "LoadBalancers",
                        chosen(
                                request,
                                "LoadBalancerArns",
                                region.loadBalancers(),
                                LoadBalancer::arn,
                                LoadBalancer::name,
                                "LoadBalancerNotFound",
                                "Load balancers"),
                        xml::loadBalancer);
            case "DescribeTargetGroups" ->
                result.members("TargetGroups", describeTargetGroups(request, region), xml::targetGroup);
            case "DescribeListeners" -> result.members("Listeners", describeListeners(request, region), xml::listener);
            case "DescribeRules" -> result.members("Rules", describeRules(request, region), xml::rule);
            case "DescribeTargetHealth" ->
                result.members("TargetHealthDescriptions", describeTargetHealth(request, region), xml::targetHealth);
            case "DescribeTargetGroupAttributes" ->
                result.members(
                        "Attributes",
                        attributes(region.existingTargetGroup(request.require("TargetGroupArn"))),
                        xml::attribute);
            case "ModifyTargetGroupAttributes" ->
                result.members("Attributes", attributes(modifyTargetGroup(request, region)), xml::attribute);
            default ->
                throw AwsError.client(
                        "InvalidAction", "The simulator has no action " + action + " of Elastic Load Balancing.");
        }
    }

    private static LoadBalancer createLoadBalancer(QueryParameters request, LoadBalancing region) {
        return region.createLoadBalancer(
                request.require("Name"),
                request.get("Type").orElse("application"),
                request.get("Scheme").orElse("internet-facing"),
                request.list("Subnets"),
                request.list("SecurityGroups"));
    }

    private static Listener createListener(QueryParameters request, LoadBalancing region) {
        return region.createListener(
                request.require("LoadBalancerArn"),
                ElbRequests.number(request, "Port", 80),
                request.get("Protocol").orElse("HTTP"),
                ElbRequests.actions(request, "DefaultActions"));
    }

    private static Rule createRule(QueryParameters request, LoadBalancing region) {
        request.require("Priority");
        return region.createRule(
                request.require("ListenerArn"),
                ElbRequests.number(request, "Priority", 0),
                ElbRequests.conditions(request),
                ElbRequests.actions(request, "Actions"));
    }

    private static Rule modifyRule(QueryParameters request, LoadBalancing region) {
        return region.modifyRule(request.require("RuleArn"), ElbRequests.actions(request, "Actions"));
    }

    private static TargetGroup modifyTargetGroup(QueryParameters request, LoadBalancing region) {
        TargetGroup group = region.existingTargetGroup(request.require("TargetGroupArn"));
        for (QueryParameters attribute : request.structures("Attributes")) {
            if (attribute.require("Key").equals(DRAIN_SECONDS)) {
                group = region.modifyTargetGroup(
                        group.withDeregistrationDelay(Duration.ofSeconds(ElbRequests.number(attribute, "Value", 300))));
            }
        }
        return group;
    }

    private static List<TargetGroup> describeTargetGroups(QueryParameters request, LoadBalancing region) {
        List<TargetGroup> chosen = chosen(
                request,
                "TargetGroupArns",
                region.targetGroups(),
                TargetGroup::arn,
                TargetGroup::name,
                "TargetGroupNotFound",
                "One or more target groups");
        return request.get("LoadBalancerArn")
                .map(arn -> chosen.stream()
                        .filter(group -> region.loadBalancersOf(group).contains(arn))
                        .toList())
                .orElse(chosen);
    }

    private static List<Listener> describeListeners(QueryParameters request, LoadBalancing region) {
        List<String> arns = request.list("ListenerArns");
        if (!arns.isEmpty()) {
            return arns.stream().map(region::listener).toList();
        }
        String loadBalancer = region.loadBalancer(request.get("LoadBalancerArn")
                        .orElseThrow(() -> AwsError.client(
                                "ValidationError", "Either a listener ARN or a load balancer ARN must be specified")))
                .arn();
        return region.listeners().stream()
                .filter(listener -> listener.loadBalancerArn().equals(loadBalancer))
                .toList();
    }

    private static List<Rule> describeRules(QueryParameters request, LoadBalancing region) {
        List<String> arns = request.list("RuleArns");
        if (!arns.isEmpty()) {
            return arns.stream().map(region::rule).toList();
        }
        String listener = region.listener(request.get("ListenerArn")
                        .orElseThrow(() -> AwsError.client(
                                "ValidationError", "Either listener ARN or rule ARNs must be specified")))
                .arn();
        return region.rules(rule -> rule.listenerArn().equals(listener)).stream()
                .sorted(Rule.EVALUATION)
                .toList();
    }

    private static Collection<Map.Entry<Target, TargetHealth>> describeTargetHealth(
            QueryParameters request, LoadBalancing region) {
        String group =
                region.existingTargetGroup(request.require("TargetGroupArn")).arn();
        Map<Target, TargetHealth> all = region.targets(group);
        List<QueryParameters> asked = request.structures("Targets");
        if (asked.isEmpty()) {
            return all.entrySet();
        }
        Map<Target, TargetHealth> found = new LinkedHashMap<>();
        for (QueryParameters target : asked) {
            String id = target.require("Id");
            all.forEach((key, health) -> {
                if (key.id().equals(id)) {
                    found.put(key, health);
                }
            });
        }
        return found.entrySet();
    }

    private static Collection<Map.Entry<String, String>> attributes(TargetGroup group) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(DRAIN_SECONDS, String.valueOf(group.deregistrationDelay().toSeconds()));
        attributes.put("stickiness.enabled", "false");
        return attributes.entrySet();
    }

    /** All, or those named by ARN or by name; an unknown name is an error (ELBv2 API, Describe…). */
    private static <T> List<T> chosen(
            QueryParameters request,
            String arnsMember,
            Collection<T> all,
            Function<T, String> arn,
            Function<T, String> name,
            String code,
            String what) {
        List<String> arns = request.list(arnsMember);
        List<String> names = request.list("Names");
        if (arns.isEmpty() && names.isEmpty()) {
            return List.copyOf(all);
        }
        Function<T, String> key = arns.isEmpty() ? name : arn;
        List<String> wanted = arns.isEmpty() ? names : arns;
        return wanted.stream()
                .map(one -> all.stream()
                        .filter(thing -> key.apply(thing).equals(one))
                        .findFirst()
                        .orElseThrow(() -> AwsError.client(
                                code,
                                what.startsWith("One") ? what + " not found" : what + " '[" + one + "]' not found")))
                .toList();
    }
}
