package io.jenkins.plugins.ecsdeploy.taskdef.read;

import java.io.IOException;
import java.io.StringReader;

/**
 * Reads a text in pieces that never end inside a surrogate pair. SnakeYAML 2.3 throws an IndexOutOfBoundsException if a piece
 * of its buffer's size does.
 */
final class SurrogatePairReader extends StringReader {

    SurrogatePairReader(String text) {
        super(text);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int whole = super.read(buffer, offset, length > 1 ? length - 1 : length);
        if (whole > 0 && length > 1 && Character.isHighSurrogate(buffer[offset + whole - 1])) {
            int second = super.read();
            if (second >= 0) {
                buffer[offset + whole++] = (char) second;
            }
        }
        return whole;
    }
}
