package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import java.net.URI;
import java.util.Optional;

/**
 * Which AWS to call, and as whom: decided, and not connected yet.
 *
 * @param role assumed with the credentials
 * @param endpoint called instead of the region's own endpoints
 */
record AwsAccess(String region, CredentialSource credentials, Optional<AwsRole> role, Optional<URI> endpoint) {}
