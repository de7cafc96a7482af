package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses of the AWS console's pages. Each partition has a console of its own (AWS General Reference, "AWS service
 * endpoints": {@code aws}, {@code aws-cn}, {@code aws-us-gov}).
 */
public final class AwsConsole {

    /** Becomes part of a host name. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");

    private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov");

    private static final String CHINA = "cn-";
    private static final String GOV_CLOUD = "us-gov-";

    private final String region;

    /** @param region such as {@code eu-central-1}; of anything else there are no pages */
    public AwsConsole(String region) {
        this.region = region;
    }

    /** The page of what an ARN names; empty if there is none that is known. */
    public static Optional<String> of(String arn) {
        return Arn.parse(arn)
                .filter(parsed -> PARTITIONS.contains(parsed.partition()))
                .flatMap(parsed -> new AwsConsole(parsed.region()).page(parsed, arn));
    }

    private Optional<String> page(Arn arn, String text) {
        String[] path = arn.resource().split("[/:]");
        return switch (arn.service() + ":" + path[0]) {
            case "ecs:cluster" ->
                path.length == 2 ? page("/ecs/v2/clusters/" + encoded(path[1]) + "/services") : none();
            case "ecs:service", "ecs:service-deployment", "ecs:service-revision" ->
                path.length >= 3 ? service(path[1], path[2]) : none();
            case "ecs:task" ->
                path.length == 3 ? page("/ecs/v2/clusters/" + encoded(path[1]) + "/tasks/" + encoded(path[2])) : none();
            case "ecs:task-definition" -> taskDefinition(text);
            case "elasticloadbalancing:targetgroup" ->
                page("/ec2/home").map(page -> page + "#TargetGroup:targetGroupArn=" + encoded(text));
            case "logs:log-group" -> path.length >= 2 ? logs(arn.resource()) : none();
            default -> none();
        };
    }

    /** {@code log-group:NAME} or {@code log-group:NAME:log-stream:NAME}, whose names may hold slashes. */
    private Optional<String> logs(String resource) {
        String[] parts = resource.split(":");
        String stream = parts.length >= 4 ? "/log-events/" + twice(parts[3]) : "";
        return page("/cloudwatch/home").map(page -> page + "#logsV2:log-groups/log-group/" + twice(parts[1]) + stream);
    }

    /** As CloudWatch's console has it: encoded twice, with {@code $} for the outer {@code %}. */
    private static String twice(String name) {
        return encoded(encoded(name)).replace("%", "$");
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    /** @param cluster name or ARN; {@code service} too */
    public Optional<String> service(String cluster, String service) {
        return page("/ecs/v2/clusters/" + encoded(Arn.name(cluster)) + "/services/" + encoded(Arn.name(service))
                + "/deployments");
    }

    /** @param taskDefinition {@code family:revision} or ARN; empty for others */
    public Optional<String> taskDefinition(String taskDefinition) {
        String[] parts = Arn.name(taskDefinition).split(":", 2);
        return parts.length == 2
                ? page("/ecs/v2/task-definitions/" + encoded(parts[0]) + "/" + encoded(parts[1]))
                : Optional.empty();
    }

    private Optional<String> page(String path) {
        return !REGION.matcher(region).matches()
                ? Optional.empty()
                : Optional.of("https://" + region + "." + host() + path + "?region=" + encoded(region));
    }

    private String host() {
        if (region.startsWith(CHINA)) {
            return "console.amazonaws.cn";
        }
        return region.startsWith(GOV_CLOUD) ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
