package io.jenkins.plugins.ecsdeploy.report.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as one line of JSON. Members and kinds that a newer version adds are ignored, those that an older one lacked are
 * empty.
 */
final class RecordFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule("instants")
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .build();

    private RecordFormat() {}

    /** @return one line, without its end */
    static String line(DeploymentEvent event) {
        try {
            return JSON.writerFor(DeploymentEvent.class).writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return empty if the line is no event: half a line after a crash, or something else's file */
    static Optional<DeploymentEvent> read(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, DeploymentEvent.class));
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static final class InstantReader extends FromStringDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        @CheckForNull
        protected Instant _deserialize(String text, DeserializationContext context) throws JsonProcessingException {
            try {
                return Instant.parse(text);
            } catch (java.time.DateTimeException malformed) {
                JsonParser parser = context.getParser();
                throw com.fasterxml.jackson.databind.JsonMappingException.from(parser, "no time: " + text, malformed);
            }
        }
    }
}
