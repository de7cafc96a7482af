package io.jenkins.plugins.ecsdeploy.registry.http;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A login for Basic authentication. For Amazon ECR the user name is {@code AWS} and the password an authorization token.
 * Kept in memory for one push.
 */
public record RegistryCredentials(String username, String password) implements Serializable {

    String basicAuthorization() {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "RegistryCredentials[username=" + username + ", password=(hidden)]";
    }
}
