package io.jenkins.plugins.ecsdeploy.simulator.registry.http;

/** An error with a code of the OCI Distribution Specification ("Error Codes") or of Docker's registry API. */
public final class OciError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String code;

    public OciError(int httpStatus, String code, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String code() {
        return code;
    }
}
