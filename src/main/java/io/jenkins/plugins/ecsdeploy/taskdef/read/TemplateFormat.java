package io.jenkins.plugins.ecsdeploy.taskdef.read;

import java.util.Locale;
import java.util.regex.Pattern;

/** What language a template is written in. */
public enum TemplateFormat {
    JSON,
    YAML;

    /** Also with an ending behind that says what it is made by: {@code web.yaml.tpl}. */
    private static final Pattern YAML_NAME = Pattern.compile(".*\\.ya?ml(?:\\.[a-z0-9]+)?");

    /** By the name: YAML where it ends in {@code .yaml} or {@code .yml}, else JSON. */
    public static TemplateFormat ofFile(String fileName) {
        return YAML_NAME.matcher(fileName.toLowerCase(Locale.ROOT)).matches() ? YAML : JSON;
    }

    /** By what it begins with, for a text that has no name: JSON with a bracket, a comment or nothing, else YAML. */
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
