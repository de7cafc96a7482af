package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The AWS JSON 1.1 protocol: bodies and error shapes. */
final class AwsJson {

    record Answer(int httpStatus, String body) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AwsJson() {}

    static ObjectNode read(String body) {
        try {
            JsonNode node = MAPPER.readTree(body.isBlank() ? "{}" : body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw new AwsError(400, "SerializationException", "");
        }
        throw new AwsError(400, "SerializationException", "Start of structure or map found where not expected.");
    }

    static Answer ok(ObjectNode result) {
        return new Answer(200, result.toString());
    }

    static Answer error(AwsError error) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("__type", error.code());
        body.put("message", error.getMessage());
        error.members().forEach(body::set);
        return new Answer(error.httpStatus(), body.toString());
    }

    static AwsError unknownOperation(String target) {
        return AwsError.client("UnknownOperationException", "The simulator has no operation " + target + ".");
    }
}
