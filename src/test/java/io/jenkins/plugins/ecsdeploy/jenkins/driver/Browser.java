package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium without a window, driven by its DevTools protocol. Tests that need it are skipped where it is absent. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    /** @param authorization header of each request */
    public static Browser start(String authorization) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "Needs Chromium: " + CHROMIUM);
        return new Browser(authorization);
    }

    private Browser(String authorization) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("chromium");
        process = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        Eventually.within(
                Duration.ofSeconds(ANSWER_SECONDS),
                "Chromium has started",
                () -> Files.exists(port) && Files.readAllLines(port).size() > 1);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page(Files.readAllLines(port).get(0)), new Listener())
                .join();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Network.enable", Map.of());
        call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", authorization)));
    }

    private static URI page(String port) throws IOException, InterruptedException {
        HttpResponse<String> targets = HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        for (JsonNode target : JSON.readTree(targets.body())) {
            if ("page".equals(target.path("type").asText())) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("Chromium has no page: " + targets.body());
    }

    /** Opens a page and waits until it is loaded. */
    public Browser open(URI address) throws InterruptedException {
        complaints().clear();
        call("Page.navigate", Map.of("url", address.toString()));
        Eventually.within(
                Duration.ofSeconds(ANSWER_SECONDS),
                address + " is loaded",
                () -> "complete".equals(evaluate("document.readyState"))
                        && evaluate("location.href").startsWith("http"));
        return this;
    }

    /** @return the value of an expression, as text */
    public String evaluate(String expression) {
        return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true))
                .path("result")
                .path("value")
                .asText();
    }

    public String text(String selector) {
        return evaluate("Array.from(document.querySelectorAll('" + selector
                + "')).map(e => e.innerText.replace(/\\s+/g, ' ').trim()).join('\\n')");
    }

    public Browser size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** @param scheme {@code light} or {@code dark}: what the reader's system prefers */
    public Browser prefers(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** What a screen reader says of an element and all below it: {@code role "name"}, in the page's order. */
    public List<String> accessible(String selector) {
        call("Accessibility.enable", Map.of());
        String element = call("Runtime.evaluate", Map.of("expression", "document.querySelector('" + selector + "')"))
                .at("/result/objectId")
                .asText();
        List<String> told = new ArrayList<>();
        for (JsonNode node :
                call("Accessibility.queryAXTree", Map.of("objectId", element)).path("nodes")) {
            if (!node.path("ignored").asBoolean()) {
                told.add(node.at("/role/value").asText() + " \""
                        + node.at("/name/value").asText() + "\"");
            }
        }
        return told;
    }

    /** A picture of the whole page. */
    public void picture(Path png) throws IOException {
        JsonNode taken = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(png.toAbsolutePath().getParent());
        Files.write(png, Base64.getDecoder().decode(taken.path("data").asText()));
    }

    /** What the page's scripts and its content security policy complained about since it was opened. */
    public List<String> complaints() {
        return complaints;
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                    .join();
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (IOException
                | InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException failed) {
            throw new IllegalStateException(method + " failed", failed);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
            try (var files = Files.walk(profile)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException ignored) {
            // a temporary folder
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Jenkins' own scripts complain if another page is opened while they load something. */
    private void complain(String what) {
        if (!what.contains("/jsbundles/")) {
            complaints.add(what);
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String json) {
            try {
                JsonNode taken = JSON.readTree(json);
                CompletableFuture<JsonNode> waiting =
                        answers.remove(taken.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(taken.path("result"));
                } else if (taken.path("method").asText().equals("Runtime.exceptionThrown")
                        || taken.path("method").asText().equals("Log.entryAdded")
                                && taken.at("/params/entry/level").asText().equals("error")) {
                    complain(taken.path("params").toString());
                }
            } catch (IOException noJson) {
                complaints.add(json);
            }
        }
    }
}
