package io.jenkins.plugins.ecsdeploy.simulator.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** The claims of an OpenID Connect token that STS answers with. Its signature is not checked. */
record WebIdentityToken(String issuer, String subject, String audience) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @throws AwsError {@code InvalidIdentityToken} for what is no JWT, {@code ExpiredTokenException} past its end */
    static WebIdentityToken parse(String token, Instant now) {
        JsonNode claims = claims(token);
        long expiry = claims.path("exp").asLong(Long.MAX_VALUE);
        if (now.getEpochSecond() >= expiry) {
            throw AwsError.client(
                    "ExpiredTokenException",
                    "Token expired: current date/time " + now.getEpochSecond()
                            + " must be before the expiration date/time " + expiry);
        }
        return new WebIdentityToken(
                claim(claims, "iss", "https://simulated.example"),
                claim(claims, "sub", "simulated-subject"),
                claim(claims, "aud", "sts.amazonaws.com"));
    }

    private static String claim(JsonNode claims, String name, String ifAbsent) {
        return claims.hasNonNull(name) ? claims.get(name).asText() : ifAbsent;
    }

    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.");
        try {
            if (parts.length == 3) {
                JsonNode claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
                if (claims.isObject()) {
                    return claims;
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw notAToken();
        }
        throw notAToken();
    }

    private static AwsError notAToken() {
        return AwsError.client(
                "InvalidIdentityToken",
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }
}
