package io.jenkins.plugins.ecsdeploy.jenkins.script;

import java.util.ArrayList;
import java.util.List;

/** What a snippet means: its named arguments and map entries in any order, as versions of Jenkins sort them differently. */
final class SnippetMeaning {

    private final String text;
    private int at;

    private SnippetMeaning(String text) {
        this.text = text;
    }

    /** The snippet with all named arguments and entries sorted, parentheses around the outermost too. */
    static String of(String snippet) {
        String call = snippet.strip().replaceFirst("^(\\w+) (.*)$", "$1($2)");
        return new SnippetMeaning(call).sequence('\0');
    }

    private String sequence(char end) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        while (at < text.length() && text.charAt(at) != end) {
            char next = text.charAt(at++);
            if (next == '\'') {
                part.append('\'').append(quoted());
            } else if (next == '(' || next == '[') {
                part.append(next).append(sequence(next == '(' ? ')' : ']')).append(next == '(' ? ')' : ']');
                at++;
            } else if (next == ',') {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(next);
            }
        }
        parts.add(part.toString().strip());
        if (parts.stream().allMatch(entry -> entry.matches("(?s)(\\w+|'[^']*'): .*"))) {
            parts.sort(null);
        }
        return String.join(", ", parts);
    }

    private String quoted() {
        int begin = at;
        while (text.charAt(at) != '\'' || text.charAt(at - 1) == '\\') {
            at++;
        }
        return text.substring(begin, ++at);
    }
}
