package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which styles of placeholders a template has.
 *
 * @param styles one or several; if two could begin at one character, the first that reads a placeholder wins
 * @param chosen whether the user named them. If not, a place that seems to use another style is a fault, because nobody said
 *     that it is meant as it stands
 */
public record Delimiters(List<PlaceholderStyle> styles, boolean chosen) {

    /** <code>${NAME}</code>, because the user named none. */
    public static final Delimiters DEFAULT = new Delimiters(List.of(PlaceholderStyle.SHELL), false);

    public Delimiters {
        styles = List.copyOf(styles);
    }

    /**
     * @param names the name of a style, such as {@code angle}, or several separated by commas or spaces; null or blank for
     *     {@link #DEFAULT}
     * @throws IllegalArgumentException listing all styles, if there is none of a name
     */
    public static Delimiters named(@CheckForNull String names) {
        if (names == null || names.isBlank()) {
            return DEFAULT;
        }
        List<PlaceholderStyle> styles = new ArrayList<>();
        for (String name : names.trim().split("[,\\s]+")) {
            PlaceholderStyle style = PlaceholderStyle.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown delimiters '" + name + "'; known are: " + allNames()));
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

    /** How a placeholder is written, for messages. */
    public String example() {
        return styles.get(0).example();
    }
}
