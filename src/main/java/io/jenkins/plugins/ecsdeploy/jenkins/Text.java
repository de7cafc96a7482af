package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Texts from forms and scripts, where nothing, null and blanks mean the same. */
public final class Text {

    private Text() {}

    /** @throws AbortException naming the parameter that is missing */
    public static String required(String value, String parameter, String step) throws AbortException {
        if (value == null || value.isBlank()) {
            throw new AbortException(step + ": " + parameter + " is missing.");
        }
        return value.trim();
    }

    /**
     * The map that a list of small objects stands for.
     *
     * @param parameter as a message names it
     * @throws AbortException naming the key that has no value: a script's null is a mistake, not the text "null"
     */
    public static <T> Map<String, String> map(
            List<T> items,
            Function<T, String> key,
            Function<T, String> value,
            Variables variables,
            String step,
            String parameter)
            throws AbortException {
        Map<String, String> map = new LinkedHashMap<>();
        for (T item : items) {
            if (value.apply(item) == null) {
                throw new AbortException(step + ": " + parameter + " has no value for " + key.apply(item) + " (null).");
            }
            map.put(key.apply(item), variables.expand(value.apply(item)));
        }
        return map;
    }

    public static String firstOf(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate.trim();
            }
        }
        return null;
    }

    /** The texts of a list, each of which may hold several, one a line; without empty ones. */
    public static List<String> lines(List<String> texts) {
        return texts.stream()
                .flatMap(String::lines)
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The same, of texts that hold words separated by blanks or commas. */
    public static List<String> words(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
