package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of the AWS console's pages. Each partition has a console of its own (AWS General Reference, "AWS service
 * endpoints": {@code aws}, {@code aws-cn}, {@code aws-us-gov}).
 */
public final class AwsConsole {

    /** Becomes part of a host name. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");

    private static final String CHINA = "cn-";
    private static final String GOV_CLOUD = "us-gov-";

    private final String region;

    /** @param region such as {@code eu-central-1}; of anything else there are no pages */
    public AwsConsole(String region) {
        this.region = region;
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
