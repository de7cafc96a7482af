package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Texts from forms and scripts, in which null, empty and blank mean the same. */
public final class Text {

    private Text() {}

    /** A setting as it was given, without blanks around it; null if nothing is left. */
    @CheckForNull
    public static String blankToNull(@CheckForNull String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public static String orDefault(@CheckForNull String text, String ifBlank) {
        return text == null || text.isBlank() ? ifBlank : text.strip();
    }

    /** @throws AbortException naming the parameter that is missing */
    public static String required(@CheckForNull String value, String parameter, String step) throws AbortException {
        String given = blankToNull(value);
        if (given == null) {
            throw new AbortException(step + ": " + parameter + " is missing.");
        }
        return given;
    }

    /** The first that is not blank; null if all are. */
    @CheckForNull
    public static String firstOf(String... candidates) {
        return Arrays.stream(candidates)
                .map(Text::blankToNull)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The lines of all texts, without blank ones. */
    public static List<String> lines(List<String> texts) {
        return texts.stream()
                .flatMap(String::lines)
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The words of all texts, which are separated by blanks or commas. */
    public static List<String> words(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
