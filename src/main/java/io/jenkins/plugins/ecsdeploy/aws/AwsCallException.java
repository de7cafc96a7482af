package io.jenkins.plugins.ecsdeploy.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;

/** A failed AWS call, with a message that says what to do. {@link AwsErrors} writes it. */
public final class AwsCallException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it was; decides whether it makes sense to try again. */
    public enum Kind {
        /** IAM denied it: an action is not allowed. */
        ACCESS_DENIED,
        /** The credentials have expired. */
        EXPIRED_CREDENTIALS,
        /** AWS does not accept the credentials, or there are none. */
        BAD_CREDENTIALS,
        /** Too many requests, even after the SDK's own retries. */
        THROTTLED,
        /** AWS failed on its side (HTTP 5xx), even after the SDK's own retries. */
        SERVICE_ERROR,
        /** No answer: refused, reset or timed out, unknown host. */
        UNREACHABLE,
        /** The build was aborted during the call; it is unknown whether AWS carried it out. */
        INTERRUPTED,
        /** AWS refused the request: something that it names is missing or not allowed. */
        REFUSED
    }

    private final Kind kind;
    private final String action;
    private final String errorCode;
    private final String awsMessage;

    AwsCallException(
            Kind kind,
            String action,
            String errorCode,
            String awsMessage,
            String message,
            @CheckForNull Throwable cause) {
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

    /** The service's error code, such as {@code ClusterNotFoundException}; empty if AWS gave no answer. */
    public String errorCode() {
        return errorCode;
    }

    /** AWS' own words, or the SDK's if AWS gave no answer. */
    String awsMessage() {
        return awsMessage;
    }

    /** Whether the build was aborted during the call: then no other call may follow. */
    public boolean isInterruption() {
        return kind == Kind.INTERRUPTED;
    }

    /**
     * This failure, for callers that can rethrow an interruption.
     *
     * @throws InterruptedException if it is one
     */
    public AwsCallException orInterruption() throws InterruptedException {
        if (isInterruption()) {
            Thread.interrupted(); // the exception carries it from here on
            throw new InterruptedException(getMessage());
        }
        return this;
    }

    /** Whether the call got no connection, so that it did not reach AWS. */
    boolean wasNeverSent() {
        return kind == Kind.UNREACHABLE
                && Stream.<Throwable>iterate(this, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof UnknownHostException || cause instanceof ConnectException);
    }

    /** Whether AWS refused the call, so that nothing was done. */
    public boolean isRefusal() {
        return !isInterruption() && !isRetryable();
    }

    /** Whether AWS does not accept the credentials, or not any more: others may be accepted. */
    public boolean isAboutCredentials() {
        return kind == Kind.EXPIRED_CREDENTIALS || kind == Kind.BAD_CREDENTIALS;
    }

    /** Whether the same call may succeed a little later. */
    public boolean isRetryable() {
        return kind == Kind.THROTTLED || kind == Kind.SERVICE_ERROR || kind == Kind.UNREACHABLE;
    }
}
