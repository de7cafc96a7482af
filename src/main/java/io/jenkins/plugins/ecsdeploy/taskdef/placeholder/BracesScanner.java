package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <code>{{NAME}}</code> and <code>{{ssm:/path}}</code>, and the functions that ecspresso's templates use most, with the same
 * meaning: <code>{{ must_env `NAME` }}</code>, <code>{{ env `NAME` `default` }}</code>, and for values in AWS
 * <code>{{ ssm `/path` }}</code>, <code>{{ secretsmanager_arn `name` }}</code>, <code>{{ cfn_output `STACK` `OUTPUT` }}</code>;
 * also with {@code | json_escape}, which changes nothing: values are put into parsed strings. Anything else between two braces (<code>{{.Name}}</code>,
 * <code>{{ tfstate `x` }}</code>) is no placeholder.
 */
final class BracesScanner implements PlaceholderScanner {

    private static final String OPENING = "{{";
    private static final String CLOSING = "}}";
    private static final int LONGEST = 300;
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern FUNCTION =
            Pattern.compile("(must_env|env)\\s*[`\"]([A-Za-z_][A-Za-z0-9_]*)[`\"](?:\\s*[`\"]([^`\"]*)[`\"])?");

    private static final Pattern EXTERNAL = Pattern.compile(
            "(ssm|secretsmanager_arn|cfn_output)\\s*[`\"]([^`\"]+)[`\"](?:\\s*[`\"]([A-Za-z0-9]+)[`\"])?");

    /** A dash on either side trims the white space outside, which a value of JSON doesn't have. */
    private static final Pattern TRIMMED = Pattern.compile("-?\\s*(.*?)\\s*(?:\\|\\s*json_escape\\s*)?-?");

    @Override
    public char firstCharacter() {
        return '{';
    }

    @Override
    @CheckForNull
    public Token tokenAt(String text, int index, int sourceOffset) {
        if (!text.startsWith(OPENING, index)) {
            return null;
        }
        int start = index + OPENING.length();
        int end =
                text.substring(start, Math.min(text.length(), start + LONGEST)).indexOf(CLOSING);
        if (end < 0) {
            return null;
        }
        String inner = text.substring(start, start + end);
        String written = OPENING + inner + CLOSING;
        int after = start + end + CLOSING.length();
        Matcher trimmed = TRIMMED.matcher(inner.trim());
        String expression = trimmed.matches() ? trimmed.group(1) : inner;
        Matcher name = NAME.matcher(expression);
        if (name.matches()) {
            return new Token(new TextPart.Placeholder(name.group(1), written, sourceOffset), after);
        }
        Matcher function = FUNCTION.matcher(expression);
        if (function.matches()) {
            String fallback = function.group(1).equals("env") ? function.group(3) : null;
            return new Token(
                    new TextPart.Placeholder(function.group(2), fallback, null, null, written, sourceOffset), after);
        }
        Optional<ExternalName> external = external(expression);
        if (external.isPresent()) {
            return new Token(new TextPart.Placeholder(external.get().placeholder(), written, sourceOffset), after);
        }
        return new Token(new TextPart.LookAlike(inner.trim(), written, written, true, sourceOffset), after);
    }

    private static Optional<ExternalName> external(String expression) {
        Matcher function = EXTERNAL.matcher(expression);
        if (!function.matches()) {
            return ExternalName.parse(expression);
        }
        String second = function.group(3);
        boolean takesTwo = function.group(1).equals("cfn_output");
        if (takesTwo != (second != null)) {
            return Optional.empty();
        }
        String source =
                switch (function.group(1)) {
                    case "ssm" -> ExternalSource.PARAMETER.prefix();
                    case "cfn_output" -> ExternalSource.STACK_OUTPUT.prefix();
                    default -> ExternalSource.SECRET_ARN.prefix();
                };
        return ExternalName.parse(source + ":" + function.group(2) + (takesTwo ? "." + second : ""));
    }
}
