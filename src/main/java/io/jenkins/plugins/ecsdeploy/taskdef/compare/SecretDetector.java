package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import java.util.regex.Pattern;

/**
 * Decides what looks like a secret, and errs on the safe side: a name that only might mean one counts, and so does a long
 * value that looks random.
 */
final class SecretDetector {

    private static final Pattern NAME = Pattern.compile(
            "(?i)pass|pwd|pin$|secret|token|key|auth(?!or)|cred|bearer|cert|private|salt|signature|cookie|session"
                    + "|dsn|connection.?string|database.?ur[il]|splunk-");

    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)pass|pwd|secret|token|api.?key|access.?key|private.?key|auth(?!or)|credential|bearer|splunk-");

    private static final Pattern URL_WITH_PASSWORD = Pattern.compile("://[^/\\s:@]*:[^/\\s@]*@");

    /** Access keys of AWS, GitHub, GitLab and Slack; JSON web tokens; PEM. */
    private static final Pattern KNOWN_FORMS = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"
            + "|\\bgh[pousr]_\\w{20}|\\bglpat-|\\bxox[abpr]-|\\beyJ[\\w-]{10,}\\.[\\w-]+\\.|-----BEGIN ");

    /** 20 and more letters and digits in one piece, without a path's or a host name's punctuation. */
    private static final Pattern LONG_PIECE = Pattern.compile("[A-Za-z0-9+/=_-]{20,}");

    private SecretDetector() {}

    /** Whether a variable, label or option of this name may hold a secret. */
    static boolean isSecretName(String name) {
        return NAME.matcher(name).find();
    }

    /** Whether this value may be a secret, whatever it is called. */
    static boolean isSecretValue(String value) {
        return holdsSecret(value) || (LONG_PIECE.matcher(value).matches() && looksRandom(value));
    }

    /** Whether a text of many words, such as a command, may hold a secret. */
    static boolean holdsSecret(String text) {
        return IN_TEXT.matcher(text).find()
                || URL_WITH_PASSWORD.matcher(text).find()
                || KNOWN_FORMS.matcher(text).find();
    }

    /** Generated values alternate between digits and letters again and again; words don't. */
    private static boolean looksRandom(String piece) {
        int changes = 0;
        for (int i = 1; i < piece.length(); i++) {
            changes += kind(piece.charAt(i)) == kind(piece.charAt(i - 1)) ? 0 : 1;
        }
        return changes * 3 >= piece.length();
    }

    private static int kind(char c) {
        return Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : 2;
    }
}
