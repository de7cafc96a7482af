package io.jenkins.plugins.ecsdeploy.report.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * An event as one line of JSON. Members and kinds that a newer version adds are ignored, those that an older one lacked are
 * empty.
 */
final class RecordFormat {

    private static final JsonMapper JSON = RecordJson.mapper();

    private RecordFormat() {}

    /** @return one line, without its end */
    static String line(DeploymentEvent event) {
        try {
            return JSON.writerFor(DeploymentEvent.class).writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @return empty if a newer version wrote this kind
     * @throws JsonProcessingException if the line is no event: half a line after a crash, or something else's file
     */
    static Optional<DeploymentEvent> read(String line) throws JsonProcessingException {
        return Optional.ofNullable(JSON.readValue(line, DeploymentEvent.class));
    }
}
