package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The error in a registry's answer: {@code {"errors":[{"code":…,"message":…}]}} (OCI distribution specification, "Error
 * Codes"). Proxies in front of registries often answer with plain text or HTML instead.
 *
 * @param code empty if there is none
 * @param message empty if there is none
 */
record RegistryError(String code, String message) {

    private static final int MAX_LENGTH = 500;

    static RegistryError parse(byte[] body) {
        try {
            List<JsonDocument> errors = JsonDocument.parse("the answer", body).list("errors");
            if (!errors.isEmpty() && errors.get(0).node().isObject()) {
                return new RegistryError(
                        errors.get(0).text("code"), errors.get(0).text("message"));
            }
        } catch (ImageException notJson) {
            // then it is text, below
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return new RegistryError("", text.startsWith("<") ? "" : text);
    }

    /** For messages, after the status. */
    String inWords() {
        String words = (code.isEmpty() ? "" : " " + code) + (message.isEmpty() ? "" : ": " + message.strip());
        String shortened = words.length() > MAX_LENGTH ? words.substring(0, MAX_LENGTH) + "..." : words;
        return shortened.endsWith(".") ? shortened.substring(0, shortened.length() - 1) : shortened;
    }
}
