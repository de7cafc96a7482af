package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** Counts the bytes of a definition as JSON in UTF-8 without white space, without writing it. */
public final class JsonSize {

    private static final String SHORT_ESCAPES = "\b\t\n\f\r";

    private static final int[] MORE_BYTES = moreBytes();

    private JsonSize() {}

    /** The size in bytes. */
    public static int bytesOf(JsonNode node) {
        if (node.isTextual()) {
            return bytesOf(node.textValue());
        }
        if (!node.isContainerNode()) {
            return node.asText().length();
        }
        int bytes = 2 + Math.max(0, node.size() - 1); // brackets and commas
        if (node.isArray()) {
            for (JsonNode element : node) {
                bytes += bytesOf(element);
            }
            return bytes;
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            bytes += bytesOf(field.getKey()) + 1 + bytesOf(field.getValue());
        }
        return bytes;
    }

    private static int bytesOf(String text) {
        int bytes = text.length() + 2; // quotes
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < MORE_BYTES.length) {
                bytes += MORE_BYTES[c];
            } else {
                // A pair of surrogates is one character of four bytes, two for each.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** What each ASCII character needs beyond one byte. */
    private static int[] moreBytes() {
        int[] more = new int[0x80];
        for (int c = 0; c < ' '; c++) {
            more[c] = SHORT_ESCAPES.indexOf(c) >= 0 ? 1 : 5;
        }
        more['"'] = 1;
        more['\\'] = 1;
        return more;
    }
}
