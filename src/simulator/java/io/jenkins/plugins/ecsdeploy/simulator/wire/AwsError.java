package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An error as an AWS service answers it. Thrown by a service, written by its protocol. */
public final class AwsError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String code;
    private final transient Map<String, JsonNode> members;

    public AwsError(int httpStatus, String code, String message) {
        this(httpStatus, code, message, Map.of());
    }

    /** @param members further members of the error's shape, by name (AWS JSON only) */
    public AwsError(int httpStatus, String code, String message, Map<String, JsonNode> members) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
        this.members = Map.copyOf(members);
    }

    /** What most ECS and ECR errors are: HTTP 400 with the shape's name as code. */
    public static AwsError client(String code, String message) {
        return new AwsError(400, code, message);
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String code() {
        return code;
    }

    Map<String, JsonNode> members() {
        return members;
    }
}
