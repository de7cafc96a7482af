package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of failure by the text of a stopped task's reason, and what helps. The texts are those of the ECS developer
 * guide, "Amazon ECS stopped tasks error messages", with the messages of Docker and containerd in them.
 */
enum FailureKind {
    /** Before the unrecoverable kinds: what can't be reached now may be reached later. */
    IMAGE_UNREACHABLE(
            "(CannotPullContainerError|ecr registry auth).*" + Texts.NOT_REACHED,
            false,
            "The registry can't be reached from the task's subnet. The task needs a public address, a NAT gateway, or"
                    + " VPC endpoints for ECR and S3."),
    SECRET_UNREACHABLE(
            "unable to (pull|retrieve) secrets?.*" + Texts.NOT_REACHED,
            false,
            "Secrets Manager or Systems Manager can't be reached from the task's subnet. The task needs a NAT gateway or"
                    + " VPC endpoints."),
    IMAGE_PLATFORM(
            "CannotPullContainerError.*(matching platform|no match for platform|no matching manifest for"
                    + "|does not match the (specified|host|detected) .{0,20}platform)|exec format error",
            true,
            "The image is built for another CPU architecture. Build it for the task definition's runtimePlatform."),
    IMAGE_MISSING(
            "CannotPullContainerError.*(not found|manifest unknown|does not exist|no such manifest)",
            true,
            "The image does not exist under this name. Check repository, tag or digest, and region."),
    /** Before the secrets' kinds: ECS begins both with "unable to pull secrets or registry auth". */
    IMAGE_DENIED(
            "(CannotPullContainerError|ecr registry auth)"
                    + ".*(access denied|403 Forbidden|not authorized|AccessDenied|no basic auth)"
                    + "|not authorized to perform: ecr:",
            true,
            "The execution role is not allowed to pull the image. It needs ecr:GetAuthorizationToken,"
                    + " ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; if the repository is in another account, its"
                    + " policy must allow that too."),
    SECRET_DENIED(
            "(unable to pull secrets|secrets? manager|ssm).*(AccessDenied|not authorized)",
            true,
            "The execution role is not allowed to read a secret. It needs secretsmanager:GetSecretValue or"
                    + " ssm:GetParameters on it, and kms:Decrypt if a customer managed key encrypts it."),
    SECRET_MISSING(
            "(ResourceNotFoundException.*secret|can't find the specified secret|invalid ssm parameters|"
                    + "did not contain json key)",
            true,
            "A secret that the task definition names does not exist. Check its ARN, its region and the JSON key."),
    LOG_UNREACHABLE(
            Texts.LOGGING + ".*" + Texts.NOT_REACHED,
            false,
            "The log driver's destination can't be reached from the task's subnet, or it throttles. The task needs a NAT"
                    + " gateway or a VPC endpoint for CloudWatch Logs; many tasks that start at once may exceed its rate"
                    + " of CreateLogStream."),
    LOG_GROUP_MISSING(
            "log group does not exist|" + Texts.LOGGING
                    + ".*(ResourceNotFound|does not exist|AccessDenied|not authorized)",
            true,
            "The log group or stream can't be used. Create the log group, or allow the execution role"
                    + " logs:CreateLogStream and logs:PutLogEvents."),
    LOG_OPTIONS(
            Texts.LOGGING + ".*(unknown log opt|invalid (log )?opt|must specify|is required)",
            true,
            "The log driver refuses its options. Check logConfiguration."),
    LOG_DRIVER(
            Texts.LOGGING,
            false,
            "The log driver can't be started. Check logConfiguration, and whether its destination accepts logs."),
    NO_CAPACITY(
            "(Capacity is unavailable|RESOURCE:|no container instance met|insufficient)",
            false,
            "There is no capacity for the task. Try again later or in another zone, or add container instances."),
    OUT_OF_MEMORY(
            "OutOfMemory",
            false,
            "The container exceeded its memory limit. Raise its memory or the task's, or use less."),
    UNHEALTHY(
            "failed (ELB|container) health checks",
            false,
            "The task runs, but its health check fails. Check the path, port, matcher, security group and"
                    + " healthCheckGracePeriodSeconds.");

    /** An enum's constants can't refer to constants of the enum itself. */
    private static final class Texts {

        /** Of Go's network errors and of the AWS SDK for Go, with which the agent and Fargate call. */
        private static final String NOT_REACHED = "(i/o timeout|handshake timeout|client\\.timeout|timed out"
                + "|deadline exceeded|request ?canceled|connection (refused|reset)|no such host|no route to host"
                + "|network is unreachable|send request failed|connection issue|unexpected EOF|Throttling|rate exceeded"
                + "|TooManyRequests|ServiceUnavailable|InternalServerError|status ?code: ?5\\d\\d)";

        /** Docker's and containerd's words (moby/moby#42088, docker/for-linux#1508), and Fargate's. */
        private static final String LOGGING =
                "(failed to (create|validate).*logg|failed to create Cloudwatch log" + "|initialize logging driver)";
    }

    private final Pattern text;
    private final boolean unrecoverable;
    private final String advice;

    FailureKind(String text, boolean unrecoverable, String advice) {
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.unrecoverable = unrecoverable;
        this.advice = advice;
    }

    static Optional<FailureKind> of(String reason) {
        return Arrays.stream(values())
                .filter(kind -> kind.text.matcher(reason).find())
                .findFirst();
    }

    /** Whether retrying can't help. */
    boolean isUnrecoverable() {
        return unrecoverable;
    }

    String advice() {
        return advice;
    }
}
