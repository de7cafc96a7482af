package io.jenkins.plugins.ecsdeploy.taskdef.read;

import java.io.IOException;
import java.io.StringReader;

/**
 * Reads a text without ending a piece in the middle of a pair of surrogates. SnakeYAML 2.3 fails with an
 * IndexOutOfBoundsException where a piece of its buffer's size does.
 */
final class WholeCharacterReader extends StringReader {

    WholeCharacterReader(String text) {
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
