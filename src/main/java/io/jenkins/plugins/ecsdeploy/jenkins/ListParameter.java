package io.jenkins.plugins.ecsdeploy.jenkins;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A parameter that reads as a list in a Jenkinsfile ({@code tags: ['1', 'stable']}) and is one text behind it, its parts
 * parted by spaces, because that is what a form's field binds to. No part has a space in it.
 */
record ListParameter(String name) {

    /** What a script gave, with a list made into a text; a text stays. */
    void toText(Map<String, Object> arguments) {
        if (arguments.get(name) instanceof Collection<?> list) {
            arguments.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    /** What a snippet shows: the list form. */
    void toList(Map<String, Object> arguments) {
        if (arguments.get(name) instanceof String text) {
            arguments.put(name, parts(text));
        }
    }

    static List<String> parts(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.trim().split("\\s+"))
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
