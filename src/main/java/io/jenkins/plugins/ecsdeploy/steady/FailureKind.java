package io.jenkins.plugins.ecsdeploy.steady;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of failure that the text of a stopped task's reason tells, and what helps. The texts are those of the ECS
 * developer guide, "Amazon ECS stopped tasks error messages", and of what Docker and containerd say within them.
 */
enum FailureKind {
    IMAGE_MISSING(
            "CannotPullContainerError.*(not found|manifest unknown|does not exist|no such manifest)",
            true,
            "The image is not in its registry under this name. Check repository, tag or digest, and the region."),
    IMAGE_DENIED(
            "CannotPullContainerError.*(access denied|403 Forbidden|not authorized|AccessDenied|no basic auth)",
            true,
            "The execution role may not pull the image. It needs ecr:GetAuthorizationToken, ecr:BatchGetImage and"
                    + " ecr:GetDownloadUrlForLayer, and for another account the repository's policy as well."),
    IMAGE_PLATFORM(
            "CannotPullContainerError.*(does not match the (specified|host) platform|platform)|exec format error",
            true,
            "The image is built for another CPU. Build it for the task definition's runtimePlatform."),
    IMAGE_UNREACHABLE(
            "CannotPullContainerError.*(timeout|deadline exceeded|request canceled|connection refused)",
            false,
            "The registry was not reached from the task's subnet: it needs a public address, a NAT gateway or VPC"
                    + " endpoints for ECR and S3."),
    SECRET_DENIED(
            "(unable to pull secrets|secrets? manager|ssm).*(AccessDenied|not authorized)",
            true,
            "The execution role may not read a secret. It needs secretsmanager:GetSecretValue or ssm:GetParameters on"
                    + " it, and kms:Decrypt where a key of your own encrypts it."),
    SECRET_MISSING(
            "(ResourceNotFoundException.*secret|can't find the specified secret|invalid ssm parameters|"
                    + "did not contain json key)",
            true,
            "A secret that the task definition names is not there. Check its ARN, its region and the JSON key."),
    SECRET_UNREACHABLE(
            "unable to (pull|retrieve) secrets?.*(timeout|deadline exceeded|i/o)",
            false,
            "Secrets Manager or Systems Manager was not reached from the task's subnet: it needs a NAT gateway or VPC"
                    + " endpoints."),
    LOG_GROUP_MISSING(
            "(log group does not exist|failed to (create|validate).*logg|initialize logging driver)",
            true,
            "The log group or stream can't be used. Create the group, or allow logs:CreateLogStream and"
                    + " logs:PutLogEvents to the execution role."),
    NO_CAPACITY(
            "(Capacity is unavailable|RESOURCE:|no container instance met|insufficient)",
            false,
            "There is no room for the task. Try again later, in another zone, or add container instances."),
    OUT_OF_MEMORY(
            "OutOfMemory",
            false,
            "The container used more memory than it may. Raise its memory, or the task's, or use less."),
    UNHEALTHY(
            "failed (ELB|container) health checks",
            false,
            "The task runs, but its health check fails. Check path, port, matcher, security group and"
                    + " healthCheckGracePeriodSeconds.");

    private final Pattern text;
    private final boolean hopeless;
    private final String advice;

    FailureKind(String text, boolean hopeless, String advice) {
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.hopeless = hopeless;
        this.advice = advice;
    }

    static Optional<FailureKind> of(String reason) {
        return Arrays.stream(values())
                .filter(kind -> kind.text.matcher(reason).find())
                .findFirst();
    }

    /** Whether trying again can't help. */
    boolean isHopeless() {
        return hopeless;
    }

    String advice() {
        return advice;
    }
}
