package io.jenkins.plugins.ecsdeploy.aws;

import java.util.Optional;

/**
 * A role to assume before calling AWS.
 *
 * @param externalId what the role's trust policy may ask for
 * @param sessionName what CloudTrail shows, 2 to 64 of {@code [\w+=,.@-]} (API reference of AssumeRole)
 */
public record AwsRole(String arn, Optional<String> externalId, String sessionName) {

    private static final int MAX_SESSION_NAME = 64;

    /** Makes a session name of any text: what STS does not take becomes a hyphen, the end matters most. */
    public static String sessionName(String text) {
        String name = "jenkins-" + text.replaceAll("[^\\w+=,.@-]", "-");
        return name.length() <= MAX_SESSION_NAME ? name : name.substring(name.length() - MAX_SESSION_NAME);
    }
}
