package io.jenkins.plugins.ecsdeploy.taskdef.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSizeTest {

    private final ObjectMapper jackson = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":[]}",
                "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":-1.5,\"e\":9007199254740993}}",
                "[\"\\\"quoted\\\\ \\b\\t\\n\\f\\r \\u0000\\u001f\\u007f /\"]",
                "{\"\\u00fc\\\"\":\"\\u00fc \\u20ac \\u2028 \\ud83d\\ude00\"}"
            })
    void theSizeIsThatOfTheTextThatJacksonWrites(String json) throws IOException {
        JsonNode node = jackson.readTree(json);
        byte[] written = node.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(JsonSize.of(node).bytes()).isEqualTo(written.length);
    }
}
