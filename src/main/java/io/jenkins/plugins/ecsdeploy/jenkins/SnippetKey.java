package io.jenkins.plugins.ecsdeploy.jenkins;

import java.util.regex.Pattern;

/**
 * A map's key as a snippet shows it. The Snippet Generator writes keys as they are, so one that Groovy would not take for
 * a name, such as {@code otel-collector}, has to bring its quotes.
 */
final class SnippetKey {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SnippetKey() {}

    static String of(String key) {
        return NAME.matcher(key).matches()
                ? key
                : "'" + key.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
