package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Whether the account's quotas allow what the deployment takes beside all that runs (Service Quotas: AWS Fargate, Amazon ECS,
 * Elastic Load Balancing). The quota of services is not asked for: an update makes none.
 */
final class QuotaCheck implements SetupCheck {

    private static final String GET = "servicequotas:GetServiceQuota";
    private static final String USAGE = "cloudwatch:GetMetricStatistics";
    private static final String HEALTH = "elasticloadbalancing:DescribeTargetHealth";
    private static final double UNITS = 1024;

    /** Usage metrics have a value every five minutes or so; it may be late. */
    private static final Duration USAGE_PERIOD = Duration.ofMinutes(5);

    private static final Duration USAGE_WINDOW = Duration.ofMinutes(30);

    private final AwsClients clients;
    private final SignedReads reads;
    private final Clock clock;

    QuotaCheck(AwsClients clients, SignedReads reads, Clock clock) {
        this.clients = clients;
        this.reads = reads;
        this.clock = clock;
    }

    /** A quota of Service Quotas. */
    private enum Quota {
        FARGATE("fargate", "L-3032A538", "Fargate vCPUs"),
        FARGATE_SPOT("fargate", "L-36FBB829", "Fargate Spot vCPUs"),
        TASKS("ecs", "L-92E49DE3", "tasks per service"),
        ALB_TARGETS("elasticloadbalancing", "L-7E6692B2", "targets per Application Load Balancer"),
        NLB_TARGETS("elasticloadbalancing", "L-EEF1AD04", "targets per Network Load Balancer");

        private final String service;
        private final String code;
        private final String what;

        Quota(String service, String code, String what) {
            this.service = service;
            this.code = code;
            this.what = what;
        }
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        int added = verified.addedTasks();
        int tasks = verified.desiredCount() + added;
        if (tasks == 0) {
            return;
        }
        report.look(
                "the quota of " + Quota.TASKS.what,
                // Amazon ECS service quotas: "Tasks per service (the desired count)"
                () -> of(Quota.TASKS, report)
                        .ifPresent(quota -> tooMany(Quota.TASKS, verified.desiredCount(), quota, report)));
        if (verified.runsPartlyOnSpot()) {
            report.note(
                    GET,
                    "the quotas of Fargate vCPUs were not checked: the service divides its tasks between FARGATE and"
                            + " FARGATE_SPOT");
        } else if (verified.runsOnFargate()) {
            Quota vcpus = verified.runsOnSpot() ? Quota.FARGATE_SPOT : Quota.FARGATE;
            report.look("the quota of " + vcpus.what, () -> fargate(vcpus, verified, tasks, added, report));
        }
        for (LoadBalancer balancer : verified.service().loadBalancers()) {
            if (balancer.targetGroupArn() != null) {
                report.look("the quota of targets", () -> targets(balancer.targetGroupArn(), added, report));
            }
        }
    }

    private void fargate(Quota which, VerifiedService verified, int tasks, int added, VerifyReport report)
            throws InterruptedException {
        double ofTask = verified.size().cpuUnits() / UNITS;
        Optional<JsonNode> quota = of(which, report);
        if (quota.isEmpty() || tooMany(which, tasks * ofTask, quota.get(), report)) {
            return;
        }
        OptionalDouble used = usage(which, quota.get());
        double most = value(quota.get());
        if (used.isPresent() && used.getAsDouble() + added * ofTask > most) {
            report.warning(
                    USAGE,
                    "the deployment adds " + number(added * ofTask) + " " + which.what + " to the "
                            + number(used.getAsDouble()) + " that the account uses, and its quota " + which.code
                            + " is "
                            + number(most) + ": ask for more in Service Quotas, or run fewer tasks");
        }
    }

    /** Each task is a target; while both task sets run, of the same load balancer. */
    private void targets(String targetGroup, int added, VerifyReport report) throws InterruptedException {
        for (String balancer : balancers(targetGroup)) {
            Quota which = balancer.contains(":loadbalancer/app/") ? Quota.ALB_TARGETS : Quota.NLB_TARGETS;
            Optional<JsonNode> quota = of(which, report);
            if (quota.isEmpty()) {
                continue;
            }
            int registered = 0;
            for (TargetGroup group :
                    groups("load balancer " + balancer, request -> request.loadBalancerArn(balancer))) {
                registered += AwsCall.run(
                                HEALTH,
                                "target group " + group.targetGroupName(),
                                () -> clients.elb()
                                        .describeTargetHealth(
                                                request -> request.targetGroupArn(group.targetGroupArn())))
                        .targetHealthDescriptions()
                        .size();
            }
            double most = value(quota.get());
            if (registered + added > most) {
                report.fault(
                        HEALTH,
                        "the deployment adds " + added + " targets to the " + registered + " of the load balancer "
                                + Arn.name(balancer.substring(0, balancer.lastIndexOf('/')))
                                + ", and the account's quota "
                                + which.code + " of " + which.what + " is " + number(most)
                                + ": ask for more in Service Quotas, or run fewer tasks");
            }
        }
    }

    /** Empty if it does not exist, which the check of the traffic says. */
    private List<String> balancers(String targetGroup) {
        try {
            return groups("target group " + targetGroup, request -> request.targetGroupArns(targetGroup)).stream()
                    .flatMap(group -> group.loadBalancerArns().stream())
                    .toList();
        } catch (AwsCallException failed) {
            if (failed.errorCode().startsWith("TargetGroupNotFound")) {
                return List.of();
            }
            throw failed;
        }
    }

    private List<TargetGroup> groups(String subject, Consumer<DescribeTargetGroupsRequest.Builder> request) {
        return AwsCall.run(TrafficCheck.GROUPS, subject, () -> clients.elb().describeTargetGroups(request))
                .targetGroups();
    }

    /** @return nothing if the account has the default, which is a note then */
    private Optional<JsonNode> of(Quota which, VerifyReport report) throws InterruptedException {
        ObjectNode asked = JsonNodeFactory.instance
                .objectNode()
                .put("ServiceCode", which.service)
                .put("QuotaCode", which.code);
        try {
            return Optional.of(reads.json(SignedService.SERVICE_QUOTAS, GET, "quota of " + which.what, asked)
                    .path("Quota"));
        } catch (AwsCallException failed) {
            // API reference, GetServiceQuota: "For some quotas, only the default values are available."
            if (!failed.errorCode().equals("NoSuchResourceException")) {
                throw failed;
            }
            report.note(GET, "the quota of " + which.what + " was not checked: the account has the default");
            return Optional.empty();
        }
    }

    private static boolean tooMany(Quota which, double needed, JsonNode quota, VerifyReport report) {
        if (needed <= value(quota)) {
            return false;
        }
        report.fault(
                GET,
                "the deployment takes " + number(needed) + " " + which.what + ", and the account's quota " + which.code
                        + " is " + number(value(quota)) + ": ask for more in Service Quotas, or run fewer tasks");
        return true;
    }

    /** The newest value of the metric that the quota names (API reference of Service Quotas, MetricInfo). */
    private OptionalDouble usage(Quota which, JsonNode quota) throws InterruptedException {
        JsonNode metric = quota.path("UsageMetric");
        if (metric.path("MetricName").asText().isEmpty()) {
            return OptionalDouble.empty();
        }
        String statistic = metric.path("MetricStatisticRecommendation").asText("Maximum");
        Instant now = clock.instant();
        Map<String, String> asked = new TreeMap<>(Map.of(
                "Namespace", metric.path("MetricNamespace").asText(),
                "MetricName", metric.path("MetricName").asText(),
                "StartTime", now.minus(USAGE_WINDOW).toString(),
                "EndTime", now.toString(),
                "Period", Long.toString(USAGE_PERIOD.toSeconds()),
                "Statistics.member.1", statistic));
        int number = 0;
        for (Map.Entry<String, JsonNode> dimension :
                metric.path("MetricDimensions").properties()) {
            String member = "Dimensions.member." + ++number;
            asked.put(member + ".Name", dimension.getKey());
            asked.put(member + ".Value", dimension.getValue().asText());
        }
        JsonNode points = reads.query(SignedService.CLOUD_WATCH, USAGE, "usage of " + which.what, asked)
                .findPath("Datapoints");
        return StreamSupport.stream(points.spliterator(), false)
                .max(Comparator.comparing(point -> point.path("Timestamp").asText()))
                .map(point -> OptionalDouble.of(point.path(statistic).asDouble()))
                .orElseGet(OptionalDouble::empty);
    }

    private static double value(JsonNode quota) {
        return quota.path("Value").asDouble(Double.MAX_VALUE);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
