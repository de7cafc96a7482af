package io.jenkins.plugins.ecsdeploy.simulator.registry;

/** An error with a code of the OCI Distribution Specification ("Error Codes") or of Docker's registry API. */
final class RegistryError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String code;

    RegistryError(int httpStatus, String code, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
    }

    int httpStatus() {
        return httpStatus;
    }

    String code() {
        return code;
    }
}
