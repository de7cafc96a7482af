package io.jenkins.plugins.ecsdeploy.taskdef.template;

/** As much of a text as a message shows. */
public final class Excerpt {

    private static final int LONGEST = 120;

    private Excerpt() {}

    /** The text, or its first 120 characters and an ellipsis. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    public static String of(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    /** The same in double quotes. */
    public static String quoted(String text) {
        return "\"" + of(text) + "\"";
    }
}
