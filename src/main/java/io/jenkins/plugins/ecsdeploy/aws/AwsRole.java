package io.jenkins.plugins.ecsdeploy.aws;

import java.util.Optional;

/**
 * A role to assume before calling AWS.
 *
 * @param externalId required by some roles' trust policies
 * @param sessionName shown in CloudTrail, 2 to 64 of {@code [\w+=,.@-]} (API reference of AssumeRole)
 */
public record AwsRole(String arn, Optional<String> externalId, String sessionName) {

    private static final int MAX_SESSION_NAME = 64;

    /** Makes a session name of any text: characters that STS does not accept become hyphens, and the end is kept. */
    public static String sessionName(String text) {
        String name = "jenkins-" + text.replaceAll("[^\\w+=,.@-]", "-");
        return name.length() <= MAX_SESSION_NAME ? name : name.substring(name.length() - MAX_SESSION_NAME);
    }
}
