package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Counts the bytes of a definition as JSON in UTF-8 without white space, without writing it. Halves of a surrogate pair are
 * noticed on the way, as every character is looked at here.
 */
public final class JsonSize {

    private static final String SHORT_ESCAPES = "\b\t\n\f\r";

    private static final int[] MORE_BYTES = moreBytes();

    private int bytes;
    private boolean loneSurrogates;

    private JsonSize() {}

    public static JsonSize of(JsonNode node) {
        JsonSize size = new JsonSize();
        size.add(node);
        return size;
    }

    /** The size in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether a name or a text holds half of a surrogate pair without the other. */
    public boolean hasLoneSurrogates() {
        return loneSurrogates;
    }

    private void add(JsonNode node) {
        if (node.isTextual()) {
            add(node.textValue());
        } else if (!node.isContainerNode()) {
            bytes += node.asText().length();
        } else {
            bytes += 2 + Math.max(0, node.size() - 1); // brackets and commas
            if (node.isArray()) {
                for (JsonNode element : node) {
                    add(element);
                }
            } else {
                for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
                    Map.Entry<String, JsonNode> field = fields.next();
                    add(field.getKey());
                    bytes++; // colon
                    add(field.getValue());
                }
            }
        }
    }

    private void add(String text) {
        int size = text.length() + 2; // quotes
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < MORE_BYTES.length) {
                size += MORE_BYTES[c];
            } else if (Character.isSurrogate(c)) {
                size++; // a pair is one character of four bytes
                loneSurrogates |= !isPaired(text, i);
            } else {
                size += c < 0x800 ? 1 : 2;
            }
        }
        bytes += size;
    }

    private static boolean isPaired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
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
