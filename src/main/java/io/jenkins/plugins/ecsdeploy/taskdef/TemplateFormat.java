package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.read.JsonReader;
import io.jenkins.plugins.ecsdeploy.taskdef.read.YamlReader;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** The language that a template is written in. */
public enum TemplateFormat {
    JSON,
    YAML;

    /** Also with another ending after it, as {@code web.yaml.tpl}. */
    private static final Pattern YAML_NAME = Pattern.compile(".*\\.ya?ml(?:\\.[a-z0-9]+)?");

    /**
     * Reads a whole text.
     *
     * @throws io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException if it is too large, or can't be
     *     read to its end
     */
    TemplateNode read(SourceText source, Delimiters delimiters, Findings findings) {
        int characters = source.text().length();
        if (characters > SourceText.MAX_CHARACTERS) {
            String message =
                    "the file has " + characters + " characters; a template has at most " + SourceText.MAX_CHARACTERS;
            throw findings.stop(0, FieldPath.ROOT, message);
        }
        return this == YAML
                ? new YamlReader(source, delimiters, findings).read()
                : new JsonReader(source, delimiters, findings).read();
    }

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
