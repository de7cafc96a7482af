package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what seems to be a placeholder of a style that was not chosen for a template, or of another tool. */
public final class ForeignPlaceholders {

    /**
     * What was found.
     *
     * @param name the name that a value for it would have; empty if it is an expression
     * @param written how the template writes it
     */
    public record Found(Form form, String name, String written) {

        /** What it seems to be, and what to do. */
        public String advice() {
            if (form.style == null) {
                return written + " is " + form.what + ", which is not evaluated: write "
                        + (name.isEmpty() ? "${NAME}" : "${" + name + "}") + " and give a value";
            }
            return written + " looks like a placeholder of the style " + form.style.id() + " (" + form.style.example()
                    + "), which was not chosen: set delimiters: '" + form.style.id() + "'";
        }
    }

    /** The forms, in the order in which they are searched for. */
    enum Form {
        GITHUB("\\$\\{\\{[^}]{0,200}\\}\\}", "a GitHub Actions expression"),
        DOLLARS("\\$\\$\\$[A-Za-z_][A-Za-z0-9_]*\\$\\$\\$", PlaceholderStyle.DOLLARS),
        SHELL(
                "\\$\\{(?:[A-Za-z_][A-Za-z0-9_]*|(?:ssm|secretArn|cloudformation):[A-Za-z0-9/_+=.@-]{1,200})"
                        + "(?::[-?+][^}]{0,200})?\\}",
                PlaceholderStyle.SHELL),
        ERB("<%[^%>]{0,200}%>", "an ERB tag"),
        HARNESS("<\\+[^>]{1,200}>", "a Harness expression"),
        OCTOPUS("#\\{[^}]{1,200}\\}", "an Octopus Deploy expression"),
        DIRECTIVE("%\\{[^}]{0,200}\\}", "a Terraform directive"),
        ECSPRESSO(
                "\\{\\{-?\\s*(?:must_env|env|ssm|secretsmanager_arn|cfn_output)\\b[^}]{0,200}\\}\\}",
                PlaceholderStyle.BRACES),
        BRACES("\\{\\{\\s*[A-Za-z_][A-Za-z0-9_]*\\s*\\}\\}", PlaceholderStyle.BRACES),
        TEMPLATE("\\{\\{[^}]{0,200}\\}\\}", "an expression of another template language"),
        ANGLE("<[^<>]{1,100}>", PlaceholderStyle.ANGLE),
        UNDERSCORES(
                "(?<![A-Za-z0-9_])__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){0,20}__(?![A-Za-z0-9_])",
                PlaceholderStyle.UNDERSCORES),
        PERCENT("%[A-Z][A-Z0-9_]+%", PlaceholderStyle.PERCENT),
        AT("@[A-Z][A-Z0-9_]+@", PlaceholderStyle.AT),
        HASH("#[A-Z][A-Z0-9_]+#", PlaceholderStyle.HASH),
        COMMAND("\\$\\([A-Za-z_][A-Za-z0-9_]*\\)", "a shell's command substitution"),
        DOLLAR("\\$[A-Z][A-Z0-9_]+", PlaceholderStyle.DOLLAR),
        WORD("^(?:REPLACE|CHANGE_?ME|YOUR_)[A-Z0-9_]*$", "a word to be replaced");

        private final String pattern;

        /** Null if it is another tool's. */
        @CheckForNull
        private final PlaceholderStyle style;

        /** What it is, if it is another tool's. */
        private final String what;

        Form(String pattern, PlaceholderStyle style) {
            this(pattern, style, "a placeholder");
        }

        Form(String pattern, String what) {
            this(pattern, null, what);
        }

        Form(String pattern, @CheckForNull PlaceholderStyle style, String what) {
            this.pattern = pattern;
            this.style = style;
            this.what = what;
        }
    }

    /** No form is longer; nothing further is searched, so that time stays linear. */
    private static final int LONGEST = 300;

    private static final Form[] FORMS = Form.values();
    private static final Pattern ANY = anyForm();
    private static final Pattern ECSPRESSO_NAME = Pattern.compile("env\\s*[`\"]([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern WORD_IN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** In data, only these can't be meant literally even if they are part of a longer text. */
    private static final Set<Form> NEVER_DATA =
            Set.of(Form.GITHUB, Form.DOLLARS, Form.ERB, Form.HARNESS, Form.ECSPRESSO, Form.BRACES);

    /** In data, these stay even if they are the whole text: Docker, Fluent Bit and Spring have them. */
    private static final Set<Form> COMMON_IN_DATA = Set.of(Form.SHELL, Form.DIRECTIVE, Form.COMMAND);

    /** Docker's log drivers expand these: <code>{{.Name}}</code>. */
    private static final Pattern DOCKER = Pattern.compile("\\{\\{-?\\s*\\..*");

    private static final Map<PlaceholderStyle, Set<Form>> READ_BY = Map.of(
            PlaceholderStyle.DOLLAR, Set.of(Form.SHELL, Form.DOLLAR),
            PlaceholderStyle.SHELL, Set.of(Form.SHELL),
            PlaceholderStyle.BRACES, Set.of(Form.BRACES, Form.ECSPRESSO));

    private final Delimiters delimiters;

    public ForeignPlaceholders(Delimiters delimiters) {
        this.delimiters = delimiters;
    }

    private static Pattern anyForm() {
        StringBuilder pattern = new StringBuilder();
        for (Form form : FORMS) {
            pattern.append(pattern.isEmpty() ? "" : "|")
                    .append('(')
                    .append(form.pattern)
                    .append(')');
        }
        return Pattern.compile(pattern.toString());
    }

    /** Those in a text that can't be meant literally there, the first of each form. */
    Collection<Found> in(String text, TextKind kind) {
        if (kind == TextKind.COMMAND || PlaceholderMarks.areAbsentIn(text)) {
            return List.of();
        }
        Map<Form, Found> all = new EnumMap<>(Form.class);
        Matcher matcher = ANY.matcher(text);
        while (matcher.find()) {
            Found found = found(matcher);
            boolean whole = matcher.start() == 0 && matcher.end() == text.length();
            if (isForeign(found) && (kind == TextKind.FIELD || isNotData(found, whole))) {
                all.putIfAbsent(found.form, found);
            }
        }
        return all.values();
    }

    /** What begins exactly here; for a place where no text can stand. */
    public Optional<Found> at(String text, int index) {
        Matcher matcher = ANY.matcher(text).region(index, lineEnd(text, index));
        return matcher.lookingAt() ? Optional.of(found(matcher)) : Optional.empty();
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        int furthest = Math.min(text.length(), from + LONGEST);
        while (end < furthest && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Whether Docker's log drivers expand this, so that it is meant as it stands. */
    static boolean isDockers(String written) {
        return DOCKER.matcher(written).matches();
    }

    /** How a text writes this name in the manner of a placeholder of a style that was not chosen, if it does. */
    Optional<Found> named(String text, String name) {
        if (PlaceholderMarks.areAbsentIn(text)) {
            return Optional.empty();
        }
        Matcher matcher = ANY.matcher(text);
        while (matcher.find()) {
            Found found = found(matcher);
            if (found.form.style != null && found.name.equals(name) && isForeign(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean isNotData(Found found, boolean whole) {
        if (COMMON_IN_DATA.contains(found.form) || isDockers(found.written)) {
            return false;
        }
        if (found.form == Form.ANGLE && !whole) {
            return PlaceholderScanner.isUpperCase(found.name) && !HtmlNames.contains(found.name);
        }
        return whole ? !isMarkup(found) : NEVER_DATA.contains(found.form);
    }

    private static boolean isMarkup(Found found) {
        return found.form == Form.ANGLE
                && (HtmlNames.contains(found.name) || found.written.matches("<[/!?].*|.*[=/]>|.*=.*"));
    }

    private boolean isForeign(Found found) {
        for (PlaceholderStyle style : delimiters.styles()) {
            if (found.form.style == style
                    || READ_BY.getOrDefault(style, Set.of()).contains(found.form)) {
                return false;
            }
        }
        return true;
    }

    private static Found found(Matcher matcher) {
        for (int i = 0; i < FORMS.length; i++) {
            if (matcher.group(i + 1) != null) {
                return new Found(FORMS[i], nameIn(FORMS[i], matcher.group()), matcher.group());
            }
        }
        throw new IllegalStateException("a match is of one form");
    }

    private static String nameIn(Form form, String written) {
        return switch (form) {
            case ECSPRESSO -> group(ECSPRESSO_NAME, 1, written);
            case ANGLE -> written.substring(1, written.length() - 1);
            case UNDERSCORES -> written.substring(2, written.length() - 2);
            case GITHUB, ERB, HARNESS, OCTOPUS, DIRECTIVE, TEMPLATE, WORD -> "";
            default -> group(WORD_IN, 0, written);
        };
    }

    private static String group(Pattern pattern, int group, String written) {
        Matcher matcher = pattern.matcher(written);
        return matcher.find() ? matcher.group(group) : "";
    }
}
