package io.jenkins.plugins.ecsdeploy.simulator.registry.dialect;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The registry passwords that ECR has issued. One is valid for 12 hours (API reference, GetAuthorizationToken). */
public final class AuthorizationTokens {

    public static final Duration VALIDITY = Duration.ofHours(12);

    /** @param password what goes behind {@code AWS:} */
    public record Token(String password, Instant expiresAt) {

        /** As GetAuthorizationToken answers it: base64 of {@code AWS:password}. */
        public String encoded() {
            return Base64.getEncoder().encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    enum Verdict {
        MISSING,
        UNKNOWN,
        EXPIRED,
        VALID
    }

    private final Clock clock;
    private final Map<String, Token> byPassword = new ConcurrentHashMap<>();

    public AuthorizationTokens(Clock clock) {
        this.clock = clock;
    }

    public Token issue() {
        String random = UUID.randomUUID().toString().replace("-", "");
        Token token = new Token("simulated-ecr-" + random, clock.instant().plus(VALIDITY));
        byPassword.put(token.password(), token);
        return token;
    }

    /** @param authorization the request's header; null if there is none */
    Verdict check(String authorization) {
        if (authorization == null) {
            return Verdict.MISSING;
        }
        Token token = byPassword.get(password(authorization));
        if (token == null) {
            return Verdict.UNKNOWN;
        }
        return clock.instant().isBefore(token.expiresAt()) ? Verdict.VALID : Verdict.EXPIRED;
    }

    /** The password of user AWS; empty for anything else. */
    private static String password(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "";
        }
        try {
            String decoded = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            return decoded.startsWith("AWS:") ? decoded.substring(4) : "";
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
