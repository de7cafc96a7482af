package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Whose credentials a step calls AWS with. */
sealed interface CredentialSource {

    /** Those that Jenkins keeps under this ID. */
    record Kept(String credentialsId) implements CredentialSource {}

    /** Keys that the build has set around the step. They are not saved. */
    record InEnvironment(AwsCredentials keys) implements CredentialSource {}

    /** Those of the controller itself: its instance profile, its pod's role, its environment. */
    record ControllerRole() implements CredentialSource {}
}
