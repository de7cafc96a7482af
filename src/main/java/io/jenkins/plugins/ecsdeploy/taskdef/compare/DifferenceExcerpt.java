package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Two different values as a build log shows them: of long ones, the part where they begin to differ.
 *
 * @param before null if there is none
 * @param after null if there is none
 */
record DifferenceExcerpt(
        @CheckForNull String before, @CheckForNull String after) {

    private static final int MAX_CHARS = 200;
    private static final int CHARS_BEFORE_DIFFERENCE = 40;

    static DifferenceExcerpt of(@CheckForNull String before, @CheckForNull String after) {
        int from = 0;
        if (before != null && after != null) {
            int shortest = Math.min(before.length(), after.length());
            while (from < shortest && before.charAt(from) == after.charAt(from)) {
                from++;
            }
            from = Math.max(0, from - CHARS_BEFORE_DIFFERENCE);
        }
        return new DifferenceExcerpt(cut(before, from), cut(after, from));
    }

    @CheckForNull
    private static String cut(@CheckForNull String text, int from) {
        if (text == null || text.length() <= MAX_CHARS) {
            return text;
        }
        int begin = Math.min(from, text.length());
        int end = Math.min(text.length(), begin + MAX_CHARS);
        return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "") + " ("
                + text.length() + " characters)";
    }
}
