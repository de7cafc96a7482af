package io.jenkins.plugins.ecsdeploy.aws;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Where AWS is called, and as whom.
 *
 * @param credentials if there is a role, those of its caller
 * @param endpoint used for every service instead of the region's own endpoints: a simulator, a VPC endpoint
 * @param role assumed with the credentials; its session is renewed before it ends
 * @param retryBackoff the SDK's pause between tries of one call; empty for the SDK's own
 */
public record AwsConnection(
        Region region,
        AwsCredentialsProvider credentials,
        Optional<URI> endpoint,
        Optional<AwsRole> role,
        Optional<AwsProxy> proxy,
        Optional<BackoffStrategy> retryBackoff) {

    public AwsConnection {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(credentials, "credentials");
    }

    public static AwsConnection to(Region region, AwsCredentialsProvider credentials) {
        return new AwsConnection(
                region, credentials, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public AwsConnection at(URI other) {
        return new AwsConnection(region, credentials, Optional.of(other), role, proxy, retryBackoff);
    }

    public AwsConnection as(AwsRole assumed) {
        return new AwsConnection(region, credentials, endpoint, Optional.of(assumed), proxy, retryBackoff);
    }

    public AwsConnection through(AwsProxy server) {
        return new AwsConnection(region, credentials, endpoint, role, Optional.of(server), retryBackoff);
    }

    public AwsConnection withRetryBackoff(BackoffStrategy backoff) {
        return new AwsConnection(region, credentials, endpoint, role, proxy, Optional.of(backoff));
    }

    /** Whether the credentials belong to a session that can't be renewed here: they may expire before a wait ends. */
    boolean isSessionThatEnds() {
        return credentials instanceof StaticCredentialsProvider keys
                && keys.resolveCredentials() instanceof AwsSessionCredentials;
    }

    /**
     * Equal for connections that call the same AWS as the same caller, so that their calls may be shared. The role's session
     * name, which may contain a build's number, is left out: it does not change what the caller may do.
     */
    public Object identity() {
        return List.of(
                region,
                CredentialsIdentity.of(credentials),
                endpoint,
                role.map(AwsRole::arn),
                role.flatMap(AwsRole::externalId),
                proxy);
    }

    /** Without the credentials, which have no place in a log. */
    @Override
    public String toString() {
        return "region " + region + endpoint.map(uri -> " at " + uri).orElse("");
    }
}
