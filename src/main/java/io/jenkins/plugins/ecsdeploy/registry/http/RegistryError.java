package io.jenkins.plugins.ecsdeploy.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The error a registry's answer carries: {@code {"errors":[{"code":…,"message":…}]}} (OCI distribution specification,
 * "Error Codes"). What stands in front of registries often answers with plain text or HTML instead.
 *
 * @param code empty where there is none
 * @param message empty where there is none
 */
record RegistryError(String code, String message) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 500;

    static RegistryError parse(byte[] body) {
        try {
            JsonNode error = MAPPER.readTree(body).path("errors").path(0);
            if (error.isObject()) {
                return new RegistryError(
                        error.path("code").asText(""), error.path("message").asText(""));
            }
        } catch (IOException notJson) {
            // then it is a text, below
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return new RegistryError("", text.startsWith("<") ? "" : text);
    }

    /** To go behind the status. */
    String inWords() {
        String words = (code.isEmpty() ? "" : " " + code) + (message.isEmpty() ? "" : ": " + message.strip());
        String shortened = words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) + "..." : words;
        return shortened.endsWith(".") ? shortened.substring(0, shortened.length() - 1) : shortened;
    }
}
