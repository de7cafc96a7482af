package io.jenkins.plugins.ecsdeploy.ecr;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A login to a registry, from {@code GetAuthorizationToken}. Kept in memory only.
 *
 * @param endpoint scheme and host of the registry (ECR's {@code proxyEndpoint}); empty if the answer names none
 * @param username currently always {@code AWS}
 * @param password the token, valid until {@code expiresAt}
 */
public record EcrAuthorization(Optional<URI> endpoint, String username, String password, Instant expiresAt) {

    /**
     * @param action the call, for messages
     * @param token "user:password" in Base64 (API reference of AuthorizationData)
     */
    static EcrAuthorization of(String action, Optional<URI> endpoint, String token, Instant expiresAt) {
        try {
            String login = new String(Base64.getDecoder().decode(String.valueOf(token)), StandardCharsets.UTF_8);
            int colon = login.indexOf(':');
            if (colon > 0) {
                return new EcrAuthorization(endpoint, login.substring(0, colon), login.substring(colon + 1), expiresAt);
            }
        } catch (IllegalArgumentException notBase64) {
            throw new EcrException(action + " returned a token that is not Base64.", notBase64);
        }
        throw new EcrException(action + " returned a token that is not \"user:password\".");
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "login of " + username + endpoint.map(uri -> " at " + uri).orElse("") + " until " + expiresAt;
    }
}
