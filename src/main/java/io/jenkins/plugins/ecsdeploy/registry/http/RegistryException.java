package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A registry (or the Docker Engine in front of it) that did not take or give what was asked. */
public final class RegistryException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final boolean mayPass;
    private final Duration retryAfter;

    private RegistryException(
            String message, Throwable cause, int status, String code, boolean mayPass, Duration retryAfter) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.mayPass = mayPass;
        this.retryAfter = retryAfter;
    }

    /** The registry answered, and the answer was no. */
    public static RegistryException refused(RegistryTarget target, String action, RegistryAnswer answer) {
        RegistryError error = answer.error();
        return new RegistryException(
                place(target) + ": " + action + " was refused: " + answer.status() + error.inWords() + ". "
                        + Advice.on(answer, target),
                null,
                answer.status(),
                error.code(),
                answer.mayPass(),
                answer.retryAfter().orElse(null));
    }

    /** The registry wants what has been read already sent to another place: at once, and from its start. */
    static RegistryException elsewhere(RegistryTarget target, String action, RegistryAnswer answer, URI place) {
        return new RegistryException(
                place(target) + ": " + action + " failed: the registry leads to " + place.getRawAuthority()
                        + " in the middle of it (" + answer.status() + ").",
                null,
                answer.status(),
                "",
                true,
                Duration.ZERO);
    }

    /** There was no answer. */
    public static RegistryException unreachable(
            RegistryTarget target, String action, String reason, boolean mayPass, Throwable cause) {
        return new RegistryException(place(target) + ": " + action + " failed: " + reason, cause, 0, "", mayPass, null);
    }

    /** The registry said or kept something that can't be right. */
    public static RegistryException wrong(RegistryTarget target, String action, String reason, boolean mayPass) {
        return new RegistryException(place(target) + ": " + action + " failed: " + reason, null, 0, "", mayPass, null);
    }

    /** For what has no registry in it yet, such as a Docker Engine that isn't there. */
    public static RegistryException of(String message, Throwable cause) {
        return new RegistryException(message, cause, 0, "", false, null);
    }

    RegistryException afterTries(int tries) {
        String message = tries == 1 ? getMessage() : getMessage() + " (Tried " + tries + " times.)";
        return new RegistryException(message, this, status, code, false, retryAfter);
    }

    public RegistryException withNote(String note) {
        return new RegistryException(getMessage() + " " + note, this, status, code, mayPass, retryAfter);
    }

    public RegistryException thatMayPass() {
        return new RegistryException(getMessage(), getCause(), status, code, true, retryAfter);
    }

    /** The HTTP status of the answer; 0 where there was none. */
    public int status() {
        return status;
    }

    /** The error code of the answer's body, such as {@code NAME_UNKNOWN}; empty where there was none. */
    public String code() {
        return code;
    }

    public boolean mayPass() {
        return mayPass;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static String place(RegistryTarget target) {
        return "Registry " + target.registry() + ", repository " + target.repository();
    }
}
