package io.jenkins.plugins.ecsdeploy.simulator.sts;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code arn:aws:iam::ACCOUNT:role/[PATH/]ROLE}.
 *
 * @param roleName without the path
 */
public record RoleArn(String text, String accountId, String roleName) {

    private static final Pattern SYNTAX = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:.+/)?([\\w+=,.@-]+)");

    /** @throws AwsError {@code ValidationError} */
    static RoleArn parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw AwsError.client("ValidationError", "Request ARN is invalid");
        }
        return new RoleArn(text, matcher.group(1), matcher.group(2));
    }
}
