package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons as ECS's developer guide and users' reports have them. */
class FailureKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMAGE_MISSING | true | CannotPullContainerError: pull image manifest has been retried 5 time(s):"
                        + " failed to resolve ref docker.io/library/invalid:latest: not found",
                "IMAGE_DENIED | true | CannotPullContainerError: pull image manifest has been retried 1 time(s): failed"
                        + " to resolve reference: unexpected status from HEAD request: 403 Forbidden",
                "IMAGE_PLATFORM | true | CannotPullContainerError: image Manifest does not contain descriptor matching"
                        + " platform 'linux/amd64'",
                "IMAGE_PLATFORM | true | CannotPullContainerError: no matching manifest for linux/arm64/v8 in the manifest"
                        + " list entries",
                "IMAGE_PLATFORM | true | CannotPullContainerError: failed to pull: no match for platform in manifest:"
                        + " not found",
                "IMAGE_UNREACHABLE | false | CannotPullContainerError: pull image manifest has been retried 5 time(s):"
                        + " failed to resolve ref 1.dkr.ecr.us-east-1.amazonaws.com/platform/api@sha256:1: failed to do"
                        + " request: Head: dial tcp 10.0.0.1:443: i/o timeout",
                "IMAGE_UNREACHABLE | false | ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " execution resource retrieval failed: unable to retrieve ecr registry auth: service call has"
                        + " been retried 3 time(s): RequestError: send request failed caused by: Post"
                        + " https://api.ecr.us-east-1.amazonaws.com/: dial tcp 52.46.1.1:443: i/o timeout",
                "IMAGE_DENIED | true | ResourceInitializationError: unable to pull secrets or registry auth: execution"
                        + " resource retrieval failed: unable to retrieve ecr registry auth: service call has been"
                        + " retried 1 time(s): AccessDeniedException: User: arn:aws:sts::1:assumed-role/x is not"
                        + " authorized to perform: ecr:GetAuthorizationToken on resource: *",
                "IMAGE_MISSING | true | CannotPullContainerError: failed to resolve ref"
                        + " 1.dkr.ecr.us-east-1.amazonaws.com/timeout-service:7: not found",
                "SECRET_UNREACHABLE | false | ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " execution resource retrieval failed: unable to retrieve secret from asm: service call has"
                        + " been retried 5 time(s): failed to fetch secret arn:aws:secretsmanager:us-east-1:1:secret:x"
                        + " from secrets manager: RequestCanceled: context deadline exceeded",
                "IMAGE_UNREACHABLE | false | CannotPullContainerError: ref pull has been retried 5 time(s): failed to"
                        + " copy: httpReadSeeker: failed open: dial tcp 52.216.0.1:443: i/o timeout",
                "SECRET_DENIED | true | ResourceInitializationError: unable to pull secrets or registry auth: execution"
                        + " resource retrieval failed: AccessDeniedException: User: arn:aws:sts::1:assumed-role/x is not"
                        + " authorized to perform: secretsmanager:GetSecretValue",
                "SECRET_MISSING | true | ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " ResourceNotFoundException: Secrets Manager can't find the specified secret.",
                "SECRET_UNREACHABLE | false | ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " context deadline exceeded",
                "IMAGE_UNREACHABLE | false | CannotPullContainerError: failed to resolve ref docker.io/library/x:1: failed to"
                        + " copy: httpReadSeeker: failed open: unexpected status code: 503: manifest unknown",
                "IMAGE_UNREACHABLE | false | CannotPullContainerError: toomanyrequests: Rate exceeded",
                "SECRET_UNREACHABLE | false | ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " execution resource retrieval failed: unable to retrieve secrets from ssm: service call has"
                        + " been retried 5 time(s): ThrottlingException: Rate exceeded status code: 400",
                "SECRET_UNREACHABLE | false | ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " unable to retrieve secret from asm: There is a connection issue between the task and AWS"
                        + " Secrets Manager. Check your task network configuration.",
                "LOG_UNREACHABLE | false | CannotStartContainerError: Error response from daemon: failed to initialize"
                        + " logging driver: failed to create Cloudwatch log stream: ThrottlingException: Rate exceeded"
                        + " status code: 400",
                "LOG_UNREACHABLE | false | ResourceInitializationError: failed to validate logger args: create stream has"
                        + " been retried 1 times: failed to create Cloudwatch log stream: RequestError: send request"
                        + " failed caused by: Post https://logs.us-east-1.amazonaws.com/: dial tcp 10.0.0.1:443: i/o"
                        + " timeout : exit status 1",
                "LOG_UNREACHABLE | false | CannotStartContainerError: failed to initialize logging driver: dial tcp"
                        + " 127.0.0.1:24224: connect: connection refused",
                "LOG_GROUP_MISSING | true | CannotStartContainerError: Error response from daemon: failed to initialize"
                        + " logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The"
                        + " specified log group does not exist. status code: 400",
                "LOG_GROUP_MISSING | true | ResourceInitializationError: failed to validate logger args: create stream"
                        + " has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException:"
                        + " User: arn:aws:sts::1:assumed-role/x is not authorized to perform: logs:CreateLogStream",
                "LOG_DRIVER | false | CannotStartContainerError: failed to initialize logging driver: splunk: failed to"
                        + " verify connection",
                "OUT_OF_MEMORY | false | OutOfMemoryError: Container killed due to memory usage",
                "UNHEALTHY | false | Task failed ELB health checks in (target-group arn:aws:…)",
            })
    void aReasonIsUnrecoverableOnlyIfRetryingCannotHelp(FailureKind kind, boolean unrecoverable, String reason) {
        assertThat(FailureKind.of(reason)).contains(kind);
        assertThat(kind.isUnrecoverable()).isEqualTo(unrecoverable);
    }

    @Test
    void aProgramThatExitsMayDoBetterNextTime() {
        TaskFailure failure =
                new TaskFailure(3, "EssentialContainerExited", "Essential container in task exited", List.of(), "abc");

        assertThat(failure.unrecoverable()).isEmpty();
        assertThat(failure.advice()).isEmpty();
    }
}
