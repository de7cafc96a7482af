package io.jenkins.plugins.ecsdeploy.taskdef.read;

/** Makes one string of what stands in a text again and again: a template has few field names, and each many times. */
final class RecurringNames {

    private static final int SLOTS = 128;

    private final String text;
    private final String[] known = new String[SLOTS];

    RecurringNames(String text) {
        this.text = text;
    }

    /** What stands between two offsets. */
    String between(int start, int end) {
        int length = end - start;
        if (length == 0) {
            return "";
        }
        int slot = (length + 31 * text.charAt(start) + 7 * text.charAt(end - 1)) % SLOTS;
        String before = known[slot];
        if (before == null || before.length() != length || !text.startsWith(before, start)) {
            before = text.substring(start, end);
            known[slot] = before;
        }
        return before;
    }
}
