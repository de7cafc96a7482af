package io.jenkins.plugins.ecsdeploy.ecr;

import java.net.URI;
import java.time.Instant;

/**
 * A login to a registry, as {@code GetAuthorizationToken} answers it. Lives in memory only.
 *
 * @param endpoint scheme and host of the registry (ECR's {@code proxyEndpoint})
 * @param username always {@code AWS} so far, but ECR's to say
 * @param password the token, good until {@code expiresAt}
 */
public record EcrAuthorization(URI endpoint, String username, String password, Instant expiresAt) {

    /** Hides the password. */
    @Override
    public String toString() {
        return "login of " + username + " at " + endpoint + " until " + expiresAt;
    }
}
