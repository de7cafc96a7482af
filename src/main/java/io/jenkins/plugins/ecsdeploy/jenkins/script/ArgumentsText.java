package io.jenkins.plugins.ecsdeploy.jenkins.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The arguments of a step as one short line. Maps are left out: they hold environments and secrets' names. */
public final class ArgumentsText {

    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST = 160;
    /** Of the maps in a list, such as {@code services}. */
    private static final String NAME = "service";

    private ArgumentsText() {}

    /**
     * @param subjects parameters that come first, without their names
     * @return null if there is nothing to show
     */
    @CheckForNull
    public static String of(Map<String, Object> arguments, List<String> subjects) {
        List<String> parts = new ArrayList<>();
        subjects.stream()
                .map(name -> text(arguments.get(name)))
                .filter(Objects::nonNull)
                .forEach(parts::add);
        new TreeMap<>(arguments).forEach((name, value) -> { // Jenkins keeps no order
            String shown = subjects.contains(name) ? null : text(value);
            if (shown != null) {
                parts.add(name + ": " + shown);
            }
        });
        return parts.isEmpty() ? null : shortened(String.join(", ", parts), LONGEST);
    }

    @CheckForNull
    private static String text(@CheckForNull Object value) {
        if (value instanceof Collection<?> list) {
            String joined = list.stream()
                    .map(element -> element instanceof Map<?, ?> map ? text(map.get(NAME)) : text(element))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
            return joined.isEmpty() ? null : shortened(joined, LONGEST_VALUE);
        }
        if (value == null || !Scalars.isScalar(value.getClass())) {
            return null;
        }
        String line =
                String.valueOf(value).strip().lines().findFirst().orElse("").strip();
        return line.isEmpty() ? null : shortened(line, LONGEST_VALUE);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
