package io.jenkins.plugins.ecsdeploy.registry.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * Sends requests to a registry. Uploads and redirects may lead to other hosts: credentials are sent to the registry only.
 */
public final class RegistryHttp {

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_BODY_BYTES = 4 << 20;

    /** Java remembers for ten seconds that a host was not found ({@code networkaddress.cache.negative.ttl}). */
    private static final Duration DNS_WAIT = Duration.ofSeconds(6);

    private final HttpClient client;
    private final RegistryTarget target;
    private final RegistryLogin login;
    private final Duration stallTimeout;

    /**
     * @param client must not follow redirects, and needs no authenticator
     * @param stallTimeout how long a request may go without any byte being sent or received
     */
    public RegistryHttp(HttpClient client, RegistryTarget target, RegistryLogin login, Duration stallTimeout) {
        this.client = client;
        this.target = target;
        this.login = login;
        this.stallTimeout = stallTimeout;
    }

    /** Requests tokens that also permit reading another repository. */
    public void requestReadAccess(String repository) {
        login.requestReadAccess(repository);
    }

    /** HEAD. A refusal is repeated as GET, because an answer to HEAD has no body that says why. */
    public RegistryAnswer head(String action, URI uri, String accept) throws InterruptedException {
        RegistryAnswer head = read(action, "HEAD", uri, accept, MAX_BODY_BYTES);
        if (head.ok() || head.status() == 404 || head.isRetryable()) {
            return head;
        }
        RegistryAnswer get = get(action, uri, accept);
        return get.status() == head.status() ? get : head;
    }

    public RegistryAnswer get(String action, URI uri, String accept) throws InterruptedException {
        return get(action, uri, accept, MAX_BODY_BYTES);
    }

    /** @param maxBytes the limit to what is read of the body */
    public RegistryAnswer get(String action, URI uri, String accept, int maxBytes) throws InterruptedException {
        return read(action, "GET", uri, accept, maxBytes);
    }

    /** POST, and PATCH and PUT of content in memory. */
    public RegistryAnswer write(String action, String method, URI uri, Map<String, String> headers, BodyPublisher body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, body);
        headers.forEach(request::header);
        return following(
                action,
                request,
                uri,
                MAX_BODY_BYTES,
                method.equals("POST") ? RegistryAnswer::isRedirect : RegistryAnswer::isRedirectOfSameRequest);
    }

    /**
     * Sends a stream that can be read only once, so neither redirects nor login challenges can be followed.
     *
     * @throws RegistryException a retryable one, with the redirect's status, if the registry redirects
     */
    public RegistryAnswer stream(
            String action, String method, URI uri, Map<String, String> headers, StreamBodyPublisher body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, body);
        headers.forEach(request::header);
        Optional<String> authorization = authorization(uri);
        RegistryAnswer answer =
                exchange(action, with(request, uri, authorization), uri, body::publishedBytes, MAX_BODY_BYTES);
        if (answer.status() == 401 && target.isSameOrigin(uri) && login.refused(answer, authorization)) {
            throw RegistryException.wrong(
                    target, action, "the registry required a new login while it was being sent.", true);
        }
        if (answer.isRedirectOfSameRequest()) {
            throw RegistryException.redirected(
                    target,
                    action,
                    answer,
                    resolve(action, uri, answer.header("Location").orElseThrow()));
        }
        return answer;
    }

    private RegistryAnswer read(String action, String method, URI uri, String accept, int maxBytes)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, BodyPublishers.noBody());
        return following(action, request.header("Accept", accept), uri, maxBytes, RegistryAnswer::isRedirect);
    }

    private RegistryAnswer following(
            String action, HttpRequest.Builder request, URI uri, int maxBytes, Predicate<RegistryAnswer> redirected)
            throws InterruptedException {
        URI at = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            RegistryAnswer answer = loggedIn(action, request, at, maxBytes);
            if (!redirected.test(answer)) {
                return answer;
            }
            at = resolve(action, at, answer.header("Location").orElseThrow());
        }
        throw RegistryException.wrong(
                target,
                action,
                "the registry redirected it " + MAX_REDIRECTS + " times, which looks like a loop.",
                false);
    }

    /** A first request may be answered with a login challenge. Then it is sent once more. */
    private RegistryAnswer loggedIn(String action, HttpRequest.Builder request, URI uri, int maxBytes)
            throws InterruptedException {
        Optional<String> authorization = authorization(uri);
        RegistryAnswer answer = exchange(action, with(request, uri, authorization), uri, () -> 0, maxBytes);
        if (answer.status() == 401 && target.isSameOrigin(uri) && login.refused(answer, authorization)) {
            return exchange(action, with(request, uri, authorization(uri)), uri, () -> 0, maxBytes);
        }
        return answer;
    }

    private HttpRequest with(HttpRequest.Builder request, URI uri, Optional<String> authorization) {
        HttpRequest.Builder copy = request.copy().uri(uri);
        authorization.ifPresent(header -> copy.setHeader("Authorization", header));
        if (client.proxy().orElse(null) instanceof EnvironmentProxy proxy) {
            proxy.authorization(uri).ifPresent(header -> copy.setHeader("Proxy-Authorization", header));
        }
        return copy.build();
    }

    /** Empty for any other host than the registry. */
    private Optional<String> authorization(URI uri) throws InterruptedException {
        if (!target.isSameOrigin(uri)) {
            return Optional.empty();
        }
        return login.header((realm, basic) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder();
            return exchange(
                    "the login at " + realm.getRawAuthority(),
                    with(request, realm, basic),
                    realm,
                    () -> 0,
                    MAX_BODY_BYTES);
        });
    }

    /** @param location absolute, or relative to {@code from} */
    public URI resolve(String action, URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw RegistryException.wrong(target, action, "the registry answered with an invalid Location.", false);
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw RegistryException.wrong(
                    target,
                    action,
                    "the registry redirected it from https to " + to.getScheme() + "://" + to.getRawAuthority()
                            + ". If a proxy in front of the registry terminates TLS, it must set X-Forwarded-Proto.",
                    false);
        }
        return to;
    }

    private RegistryAnswer exchange(String action, HttpRequest request, URI uri, LongSupplier sentBytes, int maxBytes)
            throws InterruptedException {
        AtomicLong received = new AtomicLong();
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request, head -> new LimitedBodySubscriber(maxBytes, received));
        try {
            HttpResponse<byte[]> response = await(pending, () -> sentBytes.getAsLong() + received.get());
            // A proxy's refusal of a tunnel has no body.
            byte[] body = Objects.requireNonNullElse(response.body(), new byte[0]);
            return new RegistryAnswer(response.statusCode(), response.headers(), body, uri);
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof IOException reason
                    ? unreachable(action, uri, reason)
                    : new IllegalStateException(broken.getCause());
        } catch (TimeoutException stalled) {
            throw RegistryException.unreachable(
                    target,
                    action,
                    "the connection to " + uri.getRawAuthority() + " stalled for " + stallTimeout.toSeconds() + " s.",
                    true,
                    stalled);
        } finally {
            pending.cancel(true); // closes the connection if there is no answer yet
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> pending, LongSupplier transferredBytes)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            long before = transferredBytes.getAsLong();
            try {
                return pending.get(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException noAnswerYet) {
                if (transferredBytes.getAsLong() == before) {
                    throw noAnswerYet;
                }
            }
        }
    }

    private RegistryException unreachable(String action, URI uri, IOException broken) {
        String host = uri.getRawAuthority();
        if (broken.getCause() instanceof UnresolvedAddressException
                || broken.getCause() != null && broken.getCause().getCause() instanceof UnresolvedAddressException) {
            return RegistryException.unreachable(
                            target,
                            action,
                            "the host " + host + " was not found. Check the address and this machine's DNS.",
                            true,
                            broken)
                    .retryableAfter(DNS_WAIT);
        }
        if (broken instanceof HttpConnectTimeoutException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    host + " did not accept a connection in time. Check network and proxy.",
                    true,
                    broken);
        }
        if (broken instanceof ConnectException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    "connection refused by " + host
                            + ". Check the address and port, and whether the registry is running.",
                    true,
                    broken);
        }
        if (broken instanceof SSLException) {
            return RegistryException.unreachable(
                    target,
                    action,
                    "no trusted TLS connection to " + host + ": " + broken.getMessage()
                            + ". Check its certificate, or whether it uses plain HTTP. The certificate of a private CA is"
                            + " trusted if it is in /etc/docker/certs.d/" + host
                            + "/ca.crt on the machine that pushes.",
                    false,
                    broken);
        }
        return RegistryException.unreachable(
                target, action, "the connection to " + host + " broke: " + broken.getMessage() + ".", true, broken);
    }
}
