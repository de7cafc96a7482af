package io.jenkins.plugins.ecsdeploy.simulator.elb;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ELBv2's requests ask for, read from their parameters; defaults as the API reference gives them. */
final class ElbRequests {

    private ElbRequests() {}

    static TargetGroup targetGroup(QueryParameters request) {
        TargetGroup.HealthCheck http = TargetGroup.HealthCheck.HTTP;
        return new TargetGroup(
                "",
                request.require("Name"),
                request.get("Protocol").orElse("HTTP"),
                number(request, "Port", 80),
                request.get("VpcId").orElse(null),
                request.get("TargetType").orElse("instance"),
                new TargetGroup.HealthCheck(
                        request.get("HealthCheckProtocol").orElse(http.protocol()),
                        request.get("HealthCheckPort").orElse(http.port()),
                        request.get("HealthCheckPath").orElse(http.path()),
                        number(request, "HealthCheckIntervalSeconds", http.intervalSeconds()),
                        number(request, "HealthCheckTimeoutSeconds", http.timeoutSeconds()),
                        number(request, "HealthyThresholdCount", http.healthyThreshold()),
                        number(request, "UnhealthyThresholdCount", http.unhealthyThreshold()),
                        request.structure("Matcher").get("HttpCode").orElse(http.httpCodes())),
                Duration.ofSeconds(300));
    }

    /** A forward to one target group without a weight has the weight 1 (API reference, TargetGroupTuple). */
    static List<Action> actions(QueryParameters request, String name) {
        return request.structures(name).stream().map(ElbRequests::action).toList();
    }

    static List<Rule.Condition> conditions(QueryParameters request) {
        return request.structures("Conditions").stream()
                .map(ElbRequests::condition)
                .toList();
    }

    static int number(QueryParameters request, String name, int otherwise) {
        String text = request.get(name).orElse(String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw AwsError.client("ValidationError", "'" + text + "' is not a valid value for " + name);
        }
    }

    private static Action action(QueryParameters request) {
        String type = request.require("Type");
        if (type.equals("fixed-response")) {
            QueryParameters response = request.structure("FixedResponseConfig");
            return new Action(
                    type,
                    Map.of(),
                    new Action.FixedResponse(
                            response.require("StatusCode"),
                            response.get("ContentType").orElse(null),
                            response.get("MessageBody").orElse(null)));
        }
        Map<String, Integer> weights = new LinkedHashMap<>();
        request.get("TargetGroupArn").ifPresent(arn -> weights.put(arn, 1));
        for (QueryParameters tuple : request.structure("ForwardConfig").structures("TargetGroups")) {
            weights.put(tuple.require("TargetGroupArn"), number(tuple, "Weight", 1));
        }
        return new Action(type, weights, null);
    }

    private static Rule.Condition condition(QueryParameters request) {
        List<String> values = request.list("Values");
        if (request.get("Field").orElse("").equals("path-pattern") && values.isEmpty()) {
            values = request.structure("PathPatternConfig").list("Values");
        }
        if (request.get("Field").orElse("").equals("host-header") && values.isEmpty()) {
            values = request.structure("HostHeaderConfig").list("Values");
        }
        if (request.get("Field").orElse("").equals("http-header")) {
            QueryParameters header = request.structure("HttpHeaderConfig");
            return new Rule.Condition("http-header", header.require("HttpHeaderName"), header.list("Values"));
        }
        return new Rule.Condition(request.get("Field").orElse("path-pattern"), values);
    }
}
