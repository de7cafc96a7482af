package io.jenkins.plugins.ecsdeploy.registry.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A Docker Engine with one image, on a port of loopback. Its pushes report a digest and send nothing. */
public final class FakeEngine implements AutoCloseable {

    /** What its own push says it has pushed. */
    public static final String PUSHED = "sha256:" + "e".repeat(64);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final String id;
    private final List<String> diffIds;
    private List<String> repoDigests = List.of();
    private Export export;

    /** Writes what {@code docker save} gets. */
    public interface Export {
        void to(OutputStream out) throws IOException;
    }

    public FakeEngine(String id, List<String> diffIds, byte[] export) throws IOException {
        this.id = id;
        this.diffIds = List.copyOf(diffIds);
        this.export = out -> out.write(export);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public Map<String, String> environment() {
        return Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Images under {@code repository@digest}. */
    public void knows(String... names) {
        repoDigests = List.of(names);
    }

    public void exports(Export other) {
        export = other;
    }

    public boolean wasExported() {
        return requests.stream().anyMatch(request -> request.endsWith("/get"));
    }

    public boolean hasPushed() {
        return requests.stream().anyMatch(request -> request.startsWith("POST") && request.contains("/push"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        exchange.getRequestBody().readAllBytes();
        if (path.endsWith("/get")) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-tar");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                export.to(out);
            }
        } else if (path.endsWith("/_ping")) {
            send(exchange, 200, "OK");
        } else if (path.endsWith("/images/json")) {
            send(
                    exchange,
                    200,
                    repoDigests.isEmpty()
                            ? "[]"
                            : "[{\"Id\":\"" + id + "\",\"RepoDigests\":" + list(repoDigests) + "}]");
        } else if (path.endsWith("/json") && !path.contains("127.0.0.1")) {
            send(
                    exchange,
                    200,
                    "{\"Id\":\"" + id + "\",\"Os\":\"linux\",\"Architecture\":\"amd64\",\"RepoDigests\":"
                            + list(repoDigests) + ",\"RootFS\":{\"Type\":\"layers\",\"Layers\":" + list(diffIds)
                            + "}}");
        } else if (path.endsWith("/push")) {
            send(exchange, 200, "{\"status\":\"x\",\"aux\":{\"Tag\":\"1\",\"Digest\":\"" + PUSHED + "\",\"Size\":1}}");
        } else if (path.endsWith("/tag")) {
            send(exchange, 201, "");
        } else {
            send(exchange, exchange.getRequestMethod().equals("DELETE") ? 200 : 404, "[]");
        }
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
