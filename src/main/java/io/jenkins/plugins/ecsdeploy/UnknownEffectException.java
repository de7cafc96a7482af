package io.jenkins.plugins.ecsdeploy;

/**
 * A call that changes something was sent, its answer was lost, and nothing shows whether it was carried out. It is neither
 * repeated nor taken for a success; the message says what to check.
 */
public final class UnknownEffectException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public UnknownEffectException(String message, Throwable cause) {
        super(message, cause);
    }
}
