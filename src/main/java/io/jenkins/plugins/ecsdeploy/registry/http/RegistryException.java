package io.jenkins.plugins.ecsdeploy.registry.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A registry, or the Docker Engine that pushes to it, refused a request or could not be reached. */
public final class RegistryException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final boolean retryable;

    @CheckForNull
    private final Duration retryAfter;

    private RegistryException(
            String message,
            @CheckForNull Throwable cause,
            int status,
            String code,
            boolean retryable,
            @CheckForNull Duration retryAfter) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** The registry answered, and refused. */
    public static RegistryException refused(RegistryTarget target, String action, RegistryAnswer answer) {
        RegistryError error = answer.error();
        return new RegistryException(
                place(target) + ": " + action + " was refused: " + answer.status() + error.inWords() + ". "
                        + RefusalAdvice.on(answer, target),
                null,
                answer.status(),
                error.code(),
                answer.isRetryable(),
                answer.retryAfter().orElse(null));
    }

    /** The registry redirects a stream that was already read in part: it has to be sent again from its start, at once. */
    static RegistryException redirected(RegistryTarget target, String action, RegistryAnswer answer, URI place) {
        return new RegistryException(
                place(target) + ": " + action + " failed: the registry redirected it to " + place.getRawAuthority()
                        + " while it was being sent (" + answer.status() + ").",
                null,
                answer.status(),
                "",
                true,
                Duration.ZERO);
    }

    /** There was no answer. */
    public static RegistryException unreachable(
            RegistryTarget target, String action, String reason, boolean retryable, Throwable cause) {
        return new RegistryException(
                place(target) + ": " + action + " failed: " + reason, cause, 0, "", retryable, null);
    }

    /** The registry answered or stored something that can't be right. */
    public static RegistryException wrong(RegistryTarget target, String action, String reason, boolean retryable) {
        return new RegistryException(
                place(target) + ": " + action + " failed: " + reason, null, 0, "", retryable, null);
    }

    /** A failure before a registry was involved, such as a missing Docker Engine. */
    public static RegistryException of(String message) {
        return new RegistryException(message, null, 0, "", false, null);
    }

    /** A failure before a registry was involved, such as a missing Docker Engine. */
    public static RegistryException of(String message, Throwable cause) {
        return new RegistryException(message, cause, 0, "", false, null);
    }

    RegistryException afterAttempts(int attempts) {
        String message = attempts == 1 ? getMessage() : getMessage() + " (Tried " + attempts + " times.)";
        return new RegistryException(message, this, status, code, false, retryAfter);
    }

    public RegistryException withNote(String note) {
        return new RegistryException(getMessage() + " " + note, this, status, code, retryable, retryAfter);
    }

    public RegistryException asRetryable() {
        return new RegistryException(getMessage(), getCause(), status, code, true, retryAfter);
    }

    RegistryException retryableAfter(Duration wait) {
        return new RegistryException(getMessage(), getCause(), status, code, true, wait);
    }

    /** The HTTP status of the answer; 0 if there was none. */
    public int status() {
        return status;
    }

    /** The error code in the answer, such as {@code NAME_UNKNOWN}; empty if there was none. */
    public String code() {
        return code;
    }

    /** Whether another attempt may succeed. */
    public boolean isRetryable() {
        return retryable;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static String place(RegistryTarget target) {
        return "Registry " + target.registry() + ", repository " + target.repository();
    }
}
