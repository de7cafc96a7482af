package io.jenkins.plugins.ecsdeploy.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.registry.TestHttp;
import io.jenkins.plugins.ecsdeploy.registry.client.BlobMount;
import io.jenkins.plugins.ecsdeploy.registry.client.PushLimits;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registries that require a token from another service, as Docker Hub and Harbor do. */
class BearerLoginTest {

    private static final HttpClient HTTP = TestHttp.client();
    private static final Digest BLOB = Digest.sha256(new byte[0]);

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String valid = "t1";
    private int tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            record(exchange);
            tokens++;
            answer(exchange, 200, "{\"token\":\"t" + tokens + "\",\"expires_in\":300}");
        });
        server.createContext("/v2/", exchange -> {
            record(exchange);
            exchange.getRequestBody().readAllBytes();
            if (("Bearer " + valid).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("Location", "/v2/web/blobs/uploads/1");
                answer(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, "");
            } else {
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Bearer realm=\"" + uri() + "/token\",service=\"reg istry\"");
                answer(exchange, 401, "{}");
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenIsRequestedOnceWithTheCredentialsAndThenUsed() throws Exception {
        RegistryClient client = client(Optional.of(new RegistryCredentials("me", "pw")));

        client.hasBlob(BLOB);
        client.hasBlob(BLOB);

        assertThat(requests)
                .containsExactly(
                        "HEAD /v2/web/blobs/" + BLOB + " Basic bWU6cHc=",
                        "GET /token?service=reg+istry&scope=repository%3Aweb%3Apull%2Cpush Basic bWU6cHc=",
                        "HEAD /v2/web/blobs/" + BLOB + " Bearer t1",
                        "HEAD /v2/web/blobs/" + BLOB + " Bearer t1");
    }

    @Test
    void withoutCredentialsAnAnonymousTokenIsRequested() throws Exception {
        assertThat(client(Optional.empty()).hasBlob(BLOB)).isTrue();

        assertThat(requests.get(1)).startsWith("GET /token").endsWith(" null");
    }

    @Test
    void aClientThatOnlyReadsAsksForNoMore() throws Exception {
        assertThat(client(Optional.empty()).reading().hasBlob(BLOB)).isTrue();

        assertThat(requests.get(1)).contains("scope=repository%3Aweb%3Apull ");
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() throws Exception {
        RegistryClient client = client(Optional.empty());
        client.hasBlob(BLOB);
        now = now.plusSeconds(250);
        valid = "t2";

        client.hasBlob(BLOB);

        assertThat(requests).filteredOn(line -> line.startsWith("GET /token")).hasSize(2);
        assertThat(requests).filteredOn(line -> line.startsWith("HEAD")).hasSize(3);
    }

    @Test
    void aRefusedTokenIsReplacedOnce() throws Exception {
        RegistryClient client = client(Optional.empty());
        client.hasBlob(BLOB);
        valid = "t2";
        assertThat(client.hasBlob(BLOB)).isTrue();
        valid = "none";

        assertThatThrownBy(() -> client.hasBlob(BLOB))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("was refused: 401");
    }

    @Test
    void aRepositoryToMountFromIsInTheTokensScope() throws Exception {
        client(Optional.empty()).mount(new BlobMount(BLOB, "base/java"));

        assertThat(requests).anyMatch(line -> line.contains("&scope=repository%3Abase%2Fjava%3Apull "));
    }

    @Test
    void challengesAreParsed() {
        assertThat(AuthChallenge.bearer(
                        List.of("Basic realm=\"x\"", "bearer realm=https://a.example.com/t, service=s")))
                .contains(new AuthChallenge(URI.create("https://a.example.com/t"), Optional.of("s")));
        assertThat(AuthChallenge.bearer(List.of("Bearer realm=\"\"", "Bearer", "Negotiate")))
                .isEmpty();
    }

    private RegistryClient client(Optional<RegistryCredentials> credentials) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new RegistryClient(
                HTTP,
                new RegistryTarget(uri(), "web"),
                credentials,
                new Retries(2, Duration.ofSeconds(1), wait -> {}),
                PushLimits.STANDARD,
                clock);
    }

    private void record(HttpExchange exchange) {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
