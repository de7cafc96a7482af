package io.jenkins.plugins.ecsdeploy.taskdef.compare;

/**
 * Two values as a build log shows them: of long ones the part where they begin to differ.
 *
 * @param before null where there is none
 * @param after null where there is none
 */
record ShownPair(String before, String after) {

    private static final int MAX_CHARS = 200;
    private static final int CHARS_BEFORE_DIFFERENCE = 40;

    static ShownPair of(String before, String after) {
        int from = 0;
        if (before != null && after != null) {
            int shortest = Math.min(before.length(), after.length());
            while (from < shortest && before.charAt(from) == after.charAt(from)) {
                from++;
            }
            from = Math.max(0, from - CHARS_BEFORE_DIFFERENCE);
        }
        return new ShownPair(cut(before, from), cut(after, from));
    }

    private static String cut(String text, int from) {
        if (text == null || text.length() <= MAX_CHARS) {
            return text;
        }
        int begin = Math.min(from, text.length());
        int end = Math.min(text.length(), begin + MAX_CHARS);
        return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "") + " ("
                + text.length() + " characters)";
    }
}
