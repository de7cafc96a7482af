package io.jenkins.plugins.ecsdeploy.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * One request to a registry and its answer. Credentials are sent right away, as ECR wants them, and to nobody but the
 * registry itself: uploads and redirects may lead to other hosts.
 */
final class RegistryHttp {

    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_BODY_BYTES = 4 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long SLOWEST_BYTES_PER_SECOND = 50_000;

    private final HttpClient client;
    private final RegistryTarget target;
    private final Optional<RegistryCredentials> credentials;

    /** @param client must not follow redirects, and needs no authenticator */
    RegistryHttp(HttpClient client, RegistryTarget target, Optional<RegistryCredentials> credentials) {
        this.client = client;
        this.target = target;
        this.credentials = credentials;
    }

    /** HEAD; a refusal is asked for again by GET, because HEAD's answer doesn't say why. */
    RegistryAnswer head(String action, URI uri, String accept) throws InterruptedException {
        RegistryAnswer head = read(action, "HEAD", uri, accept);
        if (head.ok() || head.status() == 404 || head.mayPass()) {
            return head;
        }
        RegistryAnswer get = read(action, "GET", uri, accept);
        return get.status() == head.status() ? get : head;
    }

    RegistryAnswer get(String action, URI uri, String accept) throws InterruptedException {
        return read(action, "GET", uri, accept);
    }

    /** Redirects are followed. */
    private RegistryAnswer read(String action, String method, URI uri, String accept) throws InterruptedException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at).method(method, BodyPublishers.noBody());
            RegistryAnswer answer = send(action, request.header("Accept", accept), at, 0);
            Optional<String> location = answer.header("Location");
            if (answer.status() < 300 || answer.status() >= 400 || location.isEmpty()) {
                return answer;
            }
            at = resolve(action, at, location.get());
        }
        throw RegistryException.wrong(target, action, "the registry's redirects lead in circles.", false);
    }

    /** POST, PATCH and PUT. */
    RegistryAnswer write(String action, String method, URI uri, String contentType, BodyPublisher body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return send(action, request, uri, body.contentLength());
    }

    /** Where a {@code Location} leads, absolute or relative to what was asked. */
    URI resolve(String action, URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw RegistryException.wrong(target, action, "the registry answers with a broken Location.", false);
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw RegistryException.wrong(
                    target,
                    action,
                    "the registry leads from https to " + to.getScheme() + "://" + to.getRawAuthority()
                            + ". Where a proxy ends TLS before it, it must be told so (X-Forwarded-Proto).",
                    false);
        }
        return to;
    }

    private RegistryAnswer send(String action, HttpRequest.Builder request, URI uri, long bodyBytes)
            throws InterruptedException {
        if (target.isSameOrigin(uri)) {
            credentials.ifPresent(given -> request.header("Authorization", given.basicAuthorization()));
        }
        request.timeout(PATIENCE.plusSeconds(Math.max(0, bodyBytes) / SLOWEST_BYTES_PER_SECOND));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LONGEST_BODY_BYTES);
                return new RegistryAnswer(response.statusCode(), response.headers(), bytes, uri);
            }
        } catch (IOException broken) {
            throw unreachable(action, uri, broken);
        }
    }

    private RegistryException unreachable(String action, URI uri, IOException broken) {
        String host = uri.getRawAuthority();
        if (broken.getCause() instanceof UnresolvedAddressException
                || broken.getCause() != null && broken.getCause().getCause() instanceof UnresolvedAddressException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    "there is no host " + host + ". Check the address and this machine's DNS.",
                    false,
                    broken);
        }
        if (broken instanceof HttpConnectTimeoutException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    host + " didn't accept a connection in time. Check network and proxy.",
                    true,
                    broken);
        }
        if (broken instanceof ConnectException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    "connection refused by " + host + ". Check the address and port, and whether the"
                            + " registry runs.",
                    true,
                    broken);
        }
        if (broken instanceof SSLException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    "no trusted TLS connection to " + host + ": " + broken.getMessage()
                            + ". Check its certificate, or whether it speaks plain HTTP.",
                    false,
                    broken);
        }
        if (broken instanceof HttpTimeoutException) {
            return RegistryException.unreachable(target, action, host + " didn't answer in time.", true, broken);
        }
        return RegistryException.unreachable(
                target, action, "the connection to " + host + " broke: " + broken.getMessage() + ".", true, broken);
    }
}
