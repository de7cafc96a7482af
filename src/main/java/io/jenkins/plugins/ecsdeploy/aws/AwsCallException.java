package io.jenkins.plugins.ecsdeploy.aws;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** An AWS call that failed, told so that one knows what to do: see {@link AwsErrors} for the words. */
public final class AwsCallException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it was; decides whether asking again later makes sense. */
    public enum Kind {
        /** IAM refused: an action is missing. */
        ACCESS_DENIED,
        /** The credentials were good once and have ended. */
        EXPIRED_CREDENTIALS,
        /** AWS does not know the credentials, or there are none. */
        BAD_CREDENTIALS,
        /** Too many requests, also after the SDK's own retries. */
        THROTTLED,
        /** AWS failed on its side (HTTP 5xx), also after the SDK's own retries. */
        SERVICE_ERROR,
        /** No answer: refused, reset or timed out, unknown host. */
        UNREACHABLE,
        /** The build was aborted while the call was under way; whether AWS carried it out is not known. */
        INTERRUPTED,
        /** AWS understood and said no: something named in the request is missing or not allowed. */
        REFUSED
    }

    private final Kind kind;
    private final String action;
    private final String errorCode;
    private final String awsMessage;

    AwsCallException(Kind kind, String action, String errorCode, String awsMessage, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.action = action;
        this.errorCode = errorCode;
        this.awsMessage = awsMessage;
    }

    public Kind kind() {
        return kind;
    }

    /** The IAM action of the call, such as {@code ecs:UpdateService}. */
    public String action() {
        return action;
    }

    /** The service's error code, such as {@code ClusterNotFoundException}; empty where AWS gave no answer. */
    public String errorCode() {
        return errorCode;
    }

    /** AWS' own words, or the SDK's if AWS gave no answer. */
    String awsMessage() {
        return awsMessage;
    }

    /**
     * This failure, for who can throw an interruption on.
     *
     * @throws InterruptedException where it is one
     */
    public AwsCallException orInterruption() throws InterruptedException {
        if (kind == Kind.INTERRUPTED) {
            Thread.interrupted(); // the exception says it from here on
            throw new InterruptedException(getMessage());
        }
        return this;
    }

    /** Whether AWS said no, so that nothing was done. */
    public boolean isRefusal() {
        return kind != Kind.INTERRUPTED && !isRetryable();
    }

    /** Whether the same call may succeed a little later. */
    public boolean isRetryable() {
        return kind == Kind.THROTTLED || kind == Kind.SERVICE_ERROR || kind == Kind.UNREACHABLE;
    }
}
