package io.jenkins.plugins.ecsdeploy.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
 * What is sent as {@code Authorization}. Basic credentials go along right away, as ECR wants them; a registry that
 * answers with a {@code Bearer} challenge gets a token from the service that it names (Docker Registry v2 token
 * authentication), which is renewed before it ends. Thread-safe.
 */
public final class RegistryLogin {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a token is good for where its service doesn't say. */
    private static final long SHORTEST_TOKEN_SECONDS = 60;

    private final RegistryTarget target;
    private final Optional<RegistryCredentials> credentials;
    private final Clock clock;
    private final Set<String> alsoRead = new LinkedHashSet<>();
    private Optional<AuthChallenge> challenge = Optional.empty();
    private String token;
    private Instant renewAt;

    public RegistryLogin(RegistryTarget target, Optional<RegistryCredentials> credentials, Clock clock) {
        this.target = target;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A token that is asked for from now on should let this repository be read too. */
    synchronized void letRead(String repository) {
        if (alsoRead.add(repository)) {
            token = null;
        }
    }

    /** Asks for a token; the answer is that of the token service. */
    interface TokenRequest {
        RegistryAnswer get(URI uri, Optional<String> authorization) throws InterruptedException;
    }

    /** @throws RegistryException where the token service gives none */
    synchronized Optional<String> header(TokenRequest request) throws InterruptedException {
        if (challenge.isEmpty()) {
            return credentials.map(RegistryCredentials::basicAuthorization);
        }
        if (token == null || !clock.instant().isBefore(renewAt)) {
            fetch(challenge.get(), request);
        }
        return Optional.of("Bearer " + token);
    }

    /**
     * Takes in a 401.
     *
     * @param sent the header that was refused
     * @return whether {@link #header} has something else to send now
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

    private void fetch(AuthChallenge asked, TokenRequest request) throws InterruptedException {
        String action = "the login at " + asked.realm().getRawAuthority();
        if (!"https".equalsIgnoreCase(asked.realm().getScheme())
                && "https".equalsIgnoreCase(target.endpoint().getScheme())) {
            throw RegistryException.wrong(
                    target, action, "a password is not sent by plain HTTP to where the registry wants it.", false);
        }
        RegistryAnswer answer = request.get(tokenUri(asked), credentials.map(RegistryCredentials::basicAuthorization));
        if (!answer.ok()) {
            throw RegistryException.refused(target, action, answer);
        }
        JsonNode document = parse(action, answer.body());
        String given =
                document.path("token").asText(document.path("access_token").asText(""));
        if (given.isEmpty()) {
            throw RegistryException.wrong(target, action, "the answer holds no token.", false);
        }
        token = given;
        long seconds =
                Math.max(SHORTEST_TOKEN_SECONDS, document.path("expires_in").asLong(0));
        // Not issued_at: the two machines' clocks may differ. A third is left for the request that carries it.
        renewAt = clock.instant().plus(Duration.ofSeconds(seconds * 2 / 3));
    }

    private JsonNode parse(String action, byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException notJson) {
            throw RegistryException.wrong(target, action, "the answer is not JSON.", false);
        }
    }

    private URI tokenUri(AuthChallenge asked) {
        StringBuilder query = new StringBuilder();
        asked.service().ifPresent(service -> query.append("service=").append(encoded(service)));
        query.append(query.isEmpty() ? "" : "&")
                .append("scope=")
                .append(encoded("repository:" + target.repository() + ":pull,push"));
        for (String repository : alsoRead) {
            query.append("&scope=").append(encoded("repository:" + repository + ":pull"));
        }
        String realm = asked.realm().toString();
        return URI.create(realm + (asked.realm().getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
