package io.jenkins.plugins.ecsdeploy.aws;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Where AWS is called and as whom.
 *
 * @param endpoint used for every service instead of the region's own endpoints: a simulator, a VPC endpoint
 * @param retryBackoff the SDK's pause between tries of one call; empty for the SDK's own
 */
public record AwsConnection(
        Region region,
        AwsCredentialsProvider credentials,
        Optional<URI> endpoint,
        Optional<BackoffStrategy> retryBackoff) {

    public AwsConnection {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(credentials, "credentials");
    }

    public static AwsConnection to(Region region, AwsCredentialsProvider credentials) {
        return new AwsConnection(region, credentials, Optional.empty(), Optional.empty());
    }

    public AwsConnection at(URI endpoint) {
        return new AwsConnection(region, credentials, Optional.of(endpoint), retryBackoff);
    }

    public AwsConnection withRetryBackoff(BackoffStrategy backoff) {
        return new AwsConnection(region, credentials, endpoint, Optional.of(backoff));
    }

    /** Without the credentials, which have no place in a log. */
    @Override
    public String toString() {
        return "region " + region + endpoint.map(uri -> " at " + uri).orElse("");
    }
}
