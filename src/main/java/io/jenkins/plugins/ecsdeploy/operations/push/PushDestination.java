package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import java.util.Optional;

/** The registry that an image is pushed to. */
public sealed interface PushDestination {

    /**
     * The private registry of an account.
     *
     * @param account who owns it; empty for the caller's own
     */
    record Ecr(AwsConnection connection, Optional<String> account) implements PushDestination {}

    /** Amazon ECR Public. */
    record EcrPublic(AwsConnection connection) implements PushDestination {}

    /**
     * Any other registry.
     *
     * @param address {@code host[:port]}, or with its scheme
     * @param credentials empty for anonymous access
     */
    record Other(String address, Optional<RegistryCredentials> credentials) implements PushDestination {}
}
