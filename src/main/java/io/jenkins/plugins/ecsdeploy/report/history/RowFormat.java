package io.jenkins.plugins.ecsdeploy.report.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ecsdeploy.report.record.RecordJson;
import java.util.Optional;

/** A row as one line of JSON; members that a newer version adds are ignored. */
final class RowFormat {

    private static final JsonMapper JSON = RecordJson.mapper();

    private RowFormat() {}

    static String line(DeploymentRow row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return empty if the line is no row */
    static Optional<DeploymentRow> read(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, DeploymentRow.class))
                    .filter(row -> !row.job().isEmpty());
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
