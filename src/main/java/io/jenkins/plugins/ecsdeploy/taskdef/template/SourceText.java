package io.jenkins.plugins.ecsdeploy.taskdef.template;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Arrays;

/**
 * The text of a template and its name. What is read from it keeps an offset, which becomes a line and a column only in a
 * message.
 */
public final class SourceText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Far more than a task definition can have; a larger file would only cost a controller its memory. */
    public static final int MAX_CHARACTERS = 2 * 1024 * 1024;

    private final String fileName;
    private final String document;
    private final String text;
    /** Found when the first message needs them: most templates have none. */
    @CheckForNull
    private int[] lineStarts;

    /** Of a task definition. */
    public SourceText(String fileName, String content) {
        this(fileName, content, "task definition");
    }

    /** @param document what it is a template of, for messages */
    public SourceText(String fileName, String content, String document) {
        this.fileName = fileName;
        this.document = document;
        this.text = !content.isEmpty() && content.charAt(0) == BYTE_ORDER_MARK ? content.substring(1) : content;
    }

    String fileName() {
        return fileName;
    }

    String document() {
        return document;
    }

    public String text() {
        return text;
    }

    SourcePosition positionOf(int offset) {
        int[] starts = lineStarts;
        if (starts == null) {
            starts = lineStarts(text);
            lineStarts = starts;
        }
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new SourcePosition(line + 1, offset - starts[line] + 1);
    }

    /** Lines end as editors end them: LF, CR LF, or a lone CR. */
    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        // Most files have no carriage return; those are searched for one only once.
        int carriageReturn = text.indexOf('\r');
        int lineFeed = text.indexOf('\n');
        while (carriageReturn >= 0 || lineFeed >= 0) {
            boolean both = carriageReturn >= 0 && lineFeed == carriageReturn + 1;
            boolean returnFirst = carriageReturn >= 0 && (lineFeed < 0 || carriageReturn < lineFeed);
            int end = returnFirst && !both ? carriageReturn : lineFeed;
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = end + 1;
            carriageReturn = returnFirst ? text.indexOf('\r', end + 1) : carriageReturn;
            lineFeed = end == lineFeed ? text.indexOf('\n', end + 1) : lineFeed;
        }
        return Arrays.copyOf(starts, count);
    }
}
