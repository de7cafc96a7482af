package io.jenkins.plugins.ecsdeploy.aws;

/**
 * Failures that have no error code of their own, so that only their text says what they mean. All AWS texts that the plugin
 * decides by are here, each with its source. If AWS changes a text, the failure is reported like any other.
 */
public enum KnownMessage {

    /**
     * RegisterTaskDefinition: another client registers a revision of the same family at the same moment. It is retryable,
     * but a ClientException and not throttling, so no SDK retries it (PrefectHQ/prefect issues 15865 and 16485,
     * hashicorp/terraform-provider-aws issue 9777, jenkinsci/amazon-ecs-plugin issue 105).
     */
    CONCURRENT_REGISTRATION("ClientException", "Too many concurrent attempts to create a new revision"),

    /**
     * DescribeTaskDefinition: there is no such revision, or no active one of the family. The API reference has no error
     * code for it (getmoto/moto pull request 5910 quotes AWS' answer, sil-org/ecs-deploy issue 145).
     */
    NO_SUCH_TASK_DEFINITION("ClientException", "Unable to describe task definition"),

    /**
     * UpdateService: ECS does not take {@code hookDetails} in a PAUSE hook. Not seen so far; the API reference of
     * DeploymentLifecycleHook only says that it "is not used for PAUSE hooks". The text is any that names the member.
     */
    HOOK_DETAILS_REFUSED(KnownMessage.ANY_CODE, "hookDetails"),

    /**
     * RunTask: Fargate has no capacity for the task now (AWS re:Post knowledge center, "ecs-fargate-runtask-capacity"; the
     * code is that of aws/aws-sdk issues of RunTask). Nothing was started.
     */
    NO_CAPACITY(KnownMessage.ANY_CODE, "Capacity is unavailable at this time"),

    /**
     * DescribeStacks: there is no stack of this name. ValidationError is the code of other mistakes too (localstack/localstack
     * issue 2179 quotes the answer; API reference, DescribeStacks: "If the stack doesn't exist, a ValidationError is
     * returned").
     */
    NO_SUCH_STACK("ValidationError", "does not exist"),

    /**
     * The SDK found no credentials and sent nothing ({@code AwsCredentialsProviderChain}: "Unable to load credentials from
     * any of the providers in the chain").
     */
    NO_CREDENTIALS("", "Unable to load credentials");

    private static final String ANY_CODE = "*";

    private final String errorCode;
    private final String text;

    KnownMessage(String errorCode, String text) {
        this.errorCode = errorCode;
        this.text = text;
    }

    /** Whether the failure is of this kind. Only AWS' own words count, not the rest of our message. */
    public boolean isIn(AwsCallException failed) {
        return isIn(failed.errorCode(), failed.awsMessage());
    }

    boolean isIn(String code, String message) {
        return (errorCode.equals(ANY_CODE) || errorCode.equals(code)) && message.contains(text);
    }
}
