package io.jenkins.plugins.ecsdeploy.registry.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code Authorization} header. Basic credentials are sent with the first request, as ECR expects. If a registry
 * answers with a {@code Bearer} challenge, a token is requested from the service that it names (Docker Registry v2 token
 * authentication) and renewed before it expires. Thread-safe.
 */
public final class RegistryLogin {

    /** A token's lifetime if its service doesn't name one. */
    private static final long MIN_TOKEN_SECONDS = 60;

    private final RegistryTarget target;
    private final Optional<RegistryCredentials> credentials;
    private final Clock clock;
    private final String actions;
    private final Set<String> readableRepositories = new LinkedHashSet<>();
    private Optional<AuthChallenge> challenge = Optional.empty();

    @CheckForNull
    private String token;

    private Instant renewAt = Instant.MIN;

    /** For reading and pushing. */
    public RegistryLogin(RegistryTarget target, Optional<RegistryCredentials> credentials, Clock clock) {
        this(target, credentials, clock, "pull,push");
    }

    private RegistryLogin(
            RegistryTarget target, Optional<RegistryCredentials> credentials, Clock clock, String actions) {
        this.target = target;
        this.credentials = credentials;
        this.clock = clock;
        this.actions = actions;
    }

    /** The same for reading only. GHCR refuses an anonymous token that also permits pushing (docker/build-push-action#200). */
    public RegistryLogin reading() {
        return new RegistryLogin(target, credentials, clock, "pull");
    }

    /** Future tokens also permit reading this repository. */
    synchronized void requestReadAccess(String repository) {
        if (readableRepositories.add(repository)) {
            token = null;
        }
    }

    /** Requests a token from the token service. */
    interface TokenRequest {
        RegistryAnswer get(URI uri, Optional<String> authorization) throws InterruptedException;
    }

    /** @throws RegistryException if the token service gives no token */
    synchronized Optional<String> header(TokenRequest request) throws InterruptedException {
        if (challenge.isEmpty()) {
            return credentials.map(RegistryCredentials::basicAuthorization);
        }
        String valid = token;
        if (valid == null || !clock.instant().isBefore(renewAt)) {
            valid = fetch(challenge.get(), request);
            token = valid;
        }
        return Optional.of("Bearer " + valid);
    }

    /**
     * Evaluates a 401.
     *
     * @param sent the header that was refused
     * @return whether {@link #header} now returns another one
     */
    synchronized boolean refused(RegistryAnswer answer, Optional<String> sent) {
        Optional<AuthChallenge> bearer = AuthChallenge.bearer(answer.headers().allValues("WWW-Authenticate"));
        if (bearer.isEmpty()) {
            return false;
        }
        if (sent.equals(Optional.ofNullable(token).map(value -> "Bearer " + value))) {
            token = null;
        }
        challenge = bearer;
        return true;
    }

    private String fetch(AuthChallenge challenged, TokenRequest request) throws InterruptedException {
        String action = "the login at " + challenged.realm().getRawAuthority();
        if (!"https".equalsIgnoreCase(challenged.realm().getScheme())
                && "https".equalsIgnoreCase(target.endpoint().getScheme())) {
            throw RegistryException.wrong(
                    target,
                    action,
                    "the registry asks for the password over plain HTTP, so it was not sent. Check the registry's"
                            + " token service.",
                    false);
        }
        RegistryAnswer answer =
                request.get(tokenUri(challenged), credentials.map(RegistryCredentials::basicAuthorization));
        if (!answer.ok()) {
            throw RegistryException.refused(target, action, answer);
        }
        JsonDocument document = parse(action, answer.body());
        String given = document.text(document.text("token").isEmpty() ? "access_token" : "token");
        if (given.isEmpty()) {
            throw RegistryException.wrong(target, action, "the answer contains no token.", false);
        }
        long seconds =
                Math.max(MIN_TOKEN_SECONDS, document.node().path("expires_in").asLong(0));
        // Not issued_at: the clocks of the two machines may differ. A third is left for the request that uses the
        // token.
        renewAt = clock.instant().plus(Duration.ofSeconds(seconds * 2 / 3));
        return given;
    }

    private JsonDocument parse(String action, byte[] body) {
        try {
            return JsonDocument.parse("the answer", body);
        } catch (ImageException notJson) {
            throw RegistryException.wrong(target, action, "the answer is not JSON.", false);
        }
    }

    private URI tokenUri(AuthChallenge challenged) {
        StringBuilder query = new StringBuilder();
        challenged.service().ifPresent(service -> query.append("service=").append(encoded(service)));
        query.append(query.isEmpty() ? "" : "&")
                .append("scope=")
                .append(encoded("repository:" + target.repository() + ":" + actions));
        for (String repository : readableRepositories) {
            query.append("&scope=").append(encoded("repository:" + repository + ":pull"));
        }
        String realm = challenged.realm().toString();
        return URI.create(realm + (challenged.realm().getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
