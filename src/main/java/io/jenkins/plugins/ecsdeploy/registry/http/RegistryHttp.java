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
 * One request to a registry and its answer. Credentials go to nobody but the registry itself: uploads and redirects may
 * lead to other hosts.
 */
public final class RegistryHttp {

    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_BODY_BYTES = 4 << 20;

    private final HttpClient client;
    private final RegistryTarget target;
    private final RegistryLogin login;
    private final Duration patience;

    /**
     * @param client must not follow redirects, and needs no authenticator
     * @param patience how long nothing may move, neither up nor down, before an answer has ended
     */
    public RegistryHttp(HttpClient client, RegistryTarget target, RegistryLogin login, Duration patience) {
        this.client = client;
        this.target = target;
        this.login = login;
        this.patience = patience;
    }

    /** Asks from now on for tokens that let another repository be read too. */
    public void letRead(String repository) {
        login.letRead(repository);
    }

    /** HEAD; a refusal is asked for again by GET, because HEAD's answer doesn't say why. */
    public RegistryAnswer head(String action, URI uri, String accept) throws InterruptedException {
        RegistryAnswer head = read(action, "HEAD", uri, accept, LONGEST_BODY_BYTES);
        if (head.ok() || head.status() == 404 || head.mayPass()) {
            return head;
        }
        RegistryAnswer get = get(action, uri, accept);
        return get.status() == head.status() ? get : head;
    }

    public RegistryAnswer get(String action, URI uri, String accept) throws InterruptedException {
        return get(action, uri, accept, LONGEST_BODY_BYTES);
    }

    /** @param mostBytes what of the body is read at most */
    public RegistryAnswer get(String action, URI uri, String accept, int mostBytes) throws InterruptedException {
        return read(action, "GET", uri, accept, mostBytes);
    }

    /** POST, and PATCH and PUT of what is in memory. */
    public RegistryAnswer write(String action, String method, URI uri, Map<String, String> headers, BodyPublisher body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, body);
        headers.forEach(request::header);
        return following(
                action,
                request,
                uri,
                LONGEST_BODY_BYTES,
                method.equals("POST") ? RegistryAnswer::isRedirect : RegistryAnswer::isRedirectOfTheSame);
    }

    /**
     * Sends what is read only once. Neither redirects nor a request for a login can be followed here.
     *
     * @throws RegistryException one that may pass, with the redirect's status, where the registry wants it elsewhere
     */
    public RegistryAnswer stream(String action, String method, URI uri, Map<String, String> headers, StreamBody body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, body);
        headers.forEach(request::header);
        Optional<String> authorization = authorization(uri);
        RegistryAnswer answer =
                exchange(action, with(request, uri, authorization), uri, body::handedOutBytes, LONGEST_BODY_BYTES);
        if (answer.status() == 401 && target.isSameOrigin(uri) && login.refused(answer, authorization)) {
            throw RegistryException.wrong(target, action, "the registry wants a new login in the middle of it.", true);
        }
        if (answer.isRedirectOfTheSame()) {
            throw RegistryException.elsewhere(
                    target,
                    action,
                    answer,
                    resolve(action, uri, answer.header("Location").orElseThrow()));
        }
        return answer;
    }

    private RegistryAnswer read(String action, String method, URI uri, String accept, int mostBytes)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().method(method, BodyPublishers.noBody());
        return following(action, request.header("Accept", accept), uri, mostBytes, RegistryAnswer::isRedirect);
    }

    private RegistryAnswer following(
            String action, HttpRequest.Builder request, URI uri, int mostBytes, Predicate<RegistryAnswer> redirected)
            throws InterruptedException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            RegistryAnswer answer = loggedIn(action, request, at, mostBytes);
            if (!redirected.test(answer)) {
                return answer;
            }
            at = resolve(action, at, answer.header("Location").orElseThrow());
        }
        throw RegistryException.wrong(target, action, "the registry's redirects lead in circles.", false);
    }

    /** A first request may be answered with how to log in; then it is sent once more. */
    private RegistryAnswer loggedIn(String action, HttpRequest.Builder request, URI uri, int mostBytes)
            throws InterruptedException {
        Optional<String> authorization = authorization(uri);
        RegistryAnswer answer = exchange(action, with(request, uri, authorization), uri, () -> 0, mostBytes);
        if (answer.status() == 401 && target.isSameOrigin(uri) && login.refused(answer, authorization)) {
            return exchange(action, with(request, uri, authorization(uri)), uri, () -> 0, mostBytes);
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

    /** To nobody but the registry itself. */
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
                    LONGEST_BODY_BYTES);
        });
    }

    /** Where a {@code Location} leads, absolute or relative to what was asked. */
    public URI resolve(String action, URI from, String location) {
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

    private RegistryAnswer exchange(String action, HttpRequest request, URI uri, LongSupplier sentBytes, int mostBytes)
            throws InterruptedException {
        AtomicLong received = new AtomicLong();
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, head -> new LimitedBody(mostBytes, received));
        try {
            HttpResponse<byte[]> response = await(coming, () -> sentBytes.getAsLong() + received.get());
            // A proxy's refusal of a tunnel comes without any.
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
                    "nothing moved on the connection to " + uri.getRawAuthority() + " for " + patience.toSeconds()
                            + " s.",
                    true,
                    stalled);
        } finally {
            coming.cancel(true); // ends the connection where the answer has not come
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> coming, LongSupplier moved)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            long before = moved.getAsLong();
            try {
                return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException nothingYet) {
                if (moved.getAsLong() == before) {
                    throw nothingYet;
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
                            + ". Check its certificate, or whether it speaks plain HTTP. One of your own authority is"
                            + " trusted from /etc/docker/certs.d/" + host + "/ca.crt on the machine that pushes.",
                    false,
                    broken);
        }
        return RegistryException.unreachable(
                target, action, "the connection to " + host + " broke: " + broken.getMessage() + ".", true, broken);
    }
}
