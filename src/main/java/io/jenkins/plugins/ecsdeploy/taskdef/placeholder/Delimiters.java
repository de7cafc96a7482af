package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which placeholders a template has.
 *
 * @param styles one or several; where two could begin at one character, the first that reads something wins
 * @param chosen whether somebody asked for exactly these. Where nobody did, a place that seems to use another style is a
 *     fault, because nobody said that it is meant as it stands
 */
public record Delimiters(List<PlaceholderStyle> styles, boolean chosen) {

    /** <code>${NAME}</code>, because nothing else was asked for. */
    public static final Delimiters DEFAULT = new Delimiters(List.of(PlaceholderStyle.SHELL), false);

    public Delimiters {
        styles = List.copyOf(styles);
    }

    /**
     * @param names one name of a style, such as {@code angle}, or several with commas or spaces between; null or blank for
     *     {@link #DEFAULT}
     * @throws IllegalArgumentException naming all styles where one has no such name
     */
    public static Delimiters named(String names) {
        if (names == null || names.isBlank()) {
            return DEFAULT;
        }
        List<PlaceholderStyle> styles = new ArrayList<>();
        for (String name : names.trim().split("[,\\s]+")) {
            PlaceholderStyle style = PlaceholderStyle.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no delimiters are called '" + name + "'; there are: " + allNames()));
            if (!styles.contains(style)) {
                styles.add(style);
            }
        }
        return new Delimiters(styles, true);
    }

    /** {@code shell ${NAME}, angle <NAME>, ...} */
    public static String allNames() {
        return Arrays.stream(PlaceholderStyle.values())
                .map(style -> style.id() + " " + style.example())
                .collect(Collectors.joining(", "));
    }

    public PlaceholderSyntax syntax() {
        return new PlaceholderSyntax(
                styles.stream().map(PlaceholderStyle::scanner).toList());
    }

    /** How to write a placeholder where one is needed. */
    public String example() {
        return styles.get(0).example();
    }
}
