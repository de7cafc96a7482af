package io.jenkins.plugins.ecsdeploy.report;

import java.util.regex.Pattern;

/**
 * Shortens the ARNs in a line of a service's event log to names: a line with two of them is wider than a log. The deployment's
 * record keeps them.
 */
final class ShortArns {

    private static final String ARN = "arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\\d*:";

    /** The last part of a target group's ARN is no name but a number. */
    private static final Pattern TARGET_GROUP = Pattern.compile(ARN + "targetgroup/([\\w-]+)/\\w+");

    private static final Pattern OTHER = Pattern.compile(ARN + "(?:[\\w.-]+/)+([\\w:-]*\\w)");

    private ShortArns() {}

    static String in(String line) {
        return OTHER.matcher(TARGET_GROUP.matcher(line).replaceAll("$1")).replaceAll("$1");
    }
}
