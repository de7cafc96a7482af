package io.jenkins.plugins.ecsdeploy.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.TestHttp;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that behave as the simulated ones don't: other hosts, odd answers, wrong digests. */
class RegistryClientTest {

    private static final Manifest MANIFEST = manifest("{\"schemaVersion\":2}");

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    private HttpServer registry;
    private HttpServer storage;

    /** What a server does with a request, which has been recorded. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.start();
        storage.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        storage.stop(0);
    }

    @Test
    void credentialsAreSentToTheRegistryAtOnceAndNowhereElse() throws Exception {
        on(registry, "registry", exchange -> redirect(exchange, uri(storage) + "/blob"));
        on(storage, "storage", exchange -> answer(exchange, 200, ""));

        assertThat(client().hasBlob(MANIFEST.digest())).isTrue();

        assertThat(requests)
                .containsExactly(
                        "registry HEAD /v2/web/blobs/" + MANIFEST.digest() + " Basic QVdTOnRva2Vu",
                        "storage HEAD /blob null");
    }

    @Test
    void uploadsFollowTheRegistrysLocations() throws Exception {
        byte[] layer = TestImages.layer(1, 1_400_000);
        on(registry, "registry", exchange -> {
            String path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            switch (exchange.getRequestMethod()) {
                                case "POST" -> "/v2/web/blobs/uploads/17?_state=a%2Fb%3D";
                                default -> uri(storage) + "/finish?token=t";
                            });
            answer(exchange, path.startsWith("/v2/web/manifests") ? 404 : 202, "");
        });
        on(storage, "storage", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 201, "");
        });
        Path tar = TestImages.writeTar(folder.resolve("layout.tar"), TestImages.ociLayout("v1", layer));

        try (ImageArchive archive = TestImages.open(tar)) {
            var blob = TestImages.image(archive).blobs().get(1);
            client().upload(BlobSource.of(blob), Optional.empty(), sent -> {});

            assertThat(requests)
                    .containsExactly(
                            "registry POST /v2/web/blobs/uploads/ Basic QVdTOnRva2Vu",
                            "registry PATCH /v2/web/blobs/uploads/17?_state=a%2Fb%3D Basic QVdTOnRva2Vu",
                            "storage PUT /finish?token=t&digest=" + blob.digest() + " null");
        }
    }

    @Test
    void anUploadFollowsARedirectWithoutTheLogin() throws Exception {
        byte[] layer = TestImages.layer(1, 1_400_000);
        List<byte[]> stored = Collections.synchronizedList(new ArrayList<>());
        on(registry, "registry", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Location", "/v2/web/blobs/uploads/17");
                answer(exchange, 202, "");
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                answer(exchange, 404, "");
            } else {
                redirect(exchange, uri(storage) + "/data?for=" + exchange.getRequestMethod());
            }
        });
        on(storage, "storage", exchange -> {
            stored.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Location", uri(registry) + "/v2/web/blobs/uploads/17");
            answer(exchange, exchange.getRequestMethod().equals("PUT") ? 201 : 202, "");
        });
        Path tar = TestImages.writeTar(folder.resolve("layout.tar"), TestImages.ociLayout("v1", layer));

        try (ImageArchive archive = TestImages.open(tar)) {
            var blob = TestImages.image(archive).blobs().get(1);
            client().upload(BlobSource.of(blob), Optional.empty(), sent -> {});

            assertThat(requests.stream().filter(line -> line.startsWith("storage")))
                    .containsExactly("storage PATCH /data?for=PATCH null", "storage PUT /data?for=PUT null");
            assertThat(Digest.sha256(stored.get(0))).isEqualTo(blob.digest());
            assertThat(waits).containsOnly(Duration.ZERO);
        }
    }

    @Test
    void aManifestFollowsARedirectUnchanged() throws Exception {
        List<String> stored = Collections.synchronizedList(new ArrayList<>());
        on(registry, "registry", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", uri(storage) + "/there");
            answer(exchange, 308, "");
        });
        on(storage, "storage", exchange -> {
            stored.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 201, "");
        });

        client().putManifest(MANIFEST, "v1");

        assertThat(stored).containsExactly("{\"schemaVersion\":2}");
        assertThat(requests).last().isEqualTo("storage PUT /there null");
    }

    @Test
    void aRedirectLoopEnds() throws Exception {
        on(registry, "registry", exchange -> {
            exchange.getRequestBody().readAllBytes();
            redirect(exchange, uri(registry) + "/v2/web/again");
        });

        assertThatThrownBy(() -> client().putManifest(MANIFEST, "v1")).hasMessageContaining("looks like a loop");
    }

    @Test
    void aRegistryThatStoresAnotherManifestIsAnError() {
        on(registry, "registry", exchange -> {
            exchange.getResponseHeaders()
                    .set("Docker-Content-Digest", Digest.sha256(new byte[0]).toString());
            answer(exchange, 201, "");
        });

        assertThatThrownBy(() -> client().putManifest(MANIFEST, "v1"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the registry has " + Digest.sha256(new byte[0]))
                .hasMessageContaining("instead of " + MANIFEST.digest());
    }

    @Test
    void aManifestWithAnotherDigestIsRefused() {
        on(registry, "registry", exchange -> answer(exchange, 200, "{}"));

        assertThatThrownBy(() -> client().manifest(MANIFEST.digest().toString()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("instead of " + MANIFEST.digest());
    }

    @Test
    void withoutADigestHeaderTheManifestIsReadAndHashed() throws Exception {
        on(registry, "registry", exchange -> answer(exchange, 200, "{\"schemaVersion\":2}"));

        assertThat(client().manifestDigest("v1")).contains(MANIFEST.digest());
    }

    @Test
    void retryAfterIsRespected() {
        on(registry, "registry", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 429, "");
        });

        assertThatThrownBy(() -> client().hasBlob(MANIFEST.digest())).hasMessageContaining("limits the request rate");
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @Test
    void htmlIsNotShownAsAMessage() {
        on(registry, "registry", exchange -> answer(exchange, 403, "<html><body>Blocked by proxy</body></html>"));

        assertThatThrownBy(() -> client().hasBlob(MANIFEST.digest()))
                .hasMessageContaining("was refused: 403. The credentials don't permit this")
                .hasMessageNotContaining("html");
    }

    @Test
    void anUnsupportedAuthenticationSchemeIsNamed() {
        on(registry, "registry", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Negotiate");
            answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}");
        });

        assertThatThrownBy(() -> client().hasBlob(MANIFEST.digest()))
                .hasMessageContaining("401 UNAUTHORIZED: authentication required. The registry requires Negotiate");
    }

    @Test
    void plainHttpInsteadOfTlsIsExplained() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerInPlainText(plain));
            answering.start();
            String host = "127.0.0.1:" + plain.getLocalPort();
            RegistryClient client = client(RegistryTarget.of(host, "web"));

            assertThatThrownBy(() -> client.hasBlob(MANIFEST.digest()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("no trusted TLS connection to " + host)
                    .hasMessageContaining("plain HTTP");
        }
        assertThat(waits).isEmpty();
    }

    /** To everybody who connects: on a busy machine that may be a late connection of another test. */
    private static void answerInPlainText(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                new Thread(() -> answerInPlainText(socket)).start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** As registries written in Go do. */
    private static void answerInPlainText(Socket connected) {
        try (Socket socket = connected) {
            socket.getInputStream().read(new byte[8192]);
            socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream()
                    .readAllBytes(); // closing with unread input could reset the connection and lose the answer
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Later than Java forgets that it was not found. */
    @Test
    void aHostThatIsNotFoundIsLookedUpAgain() {
        RegistryClient client = client(RegistryTarget.of("registry.invalid", "web"));

        assertThatThrownBy(() -> client.hasBlob(MANIFEST.digest()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the host registry.invalid was not found")
                .hasMessageContaining("Tried 4 times");
        assertThat(waits).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(6), Duration.ofSeconds(6));
    }

    private RegistryClient client() {
        return client(new RegistryTarget(uri(registry), "web"));
    }

    private RegistryClient client(RegistryTarget target) {
        return new RegistryClient(
                TestHttp.client(),
                target,
                Optional.of(new RegistryCredentials("AWS", "token")),
                new Retries(4, Duration.ofSeconds(1), waits::add));
    }

    private void on(HttpServer server, String name, Answer answer) {
        server.createContext("/", exchange -> {
            requests.add(name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer.to(exchange);
            exchange.close();
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bytes.length == 0 || head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        answer(exchange, 307, "");
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Manifest manifest(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Manifest(MediaTypes.OCI_MANIFEST, Digest.sha256(bytes), bytes);
    }
}
