package io.jenkins.plugins.ecsdeploy.taskdef;

import java.util.Locale;
import java.util.regex.Pattern;

/** The language that a template is written in. */
public enum TemplateFormat {
    JSON,
    YAML;

    /** Also with another ending after it, as {@code web.yaml.tpl}. */
    private static final Pattern YAML_NAME = Pattern.compile(".*\\.ya?ml(?:\\.[a-z0-9]+)?");

    /** By the name: YAML if it ends in {@code .yaml} or {@code .yml}, else JSON. */
    public static TemplateFormat ofFile(String fileName) {
        return YAML_NAME.matcher(fileName.toLowerCase(Locale.ROOT)).matches() ? YAML : JSON;
    }

    /** For a text without a name: JSON if it begins with a bracket or a comment or is empty, else YAML. */
    public static TemplateFormat ofText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '\uFEFF') {
                return c == '{' || c == '[' || c == '/' ? JSON : YAML;
            }
        }
        return JSON;
    }
}
