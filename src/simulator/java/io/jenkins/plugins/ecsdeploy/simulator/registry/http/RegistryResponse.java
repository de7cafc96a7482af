package io.jenkins.plugins.ecsdeploy.simulator.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer.DroppedConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the registry answers: a status, headers, and a body from memory or from a file. */
public final class RegistryResponse {

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private long lengthBytes;
    private Body body = out -> {};
    private long cutAfterBytes = -1;

    private RegistryResponse(int status) {
        this.status = status;
    }

    public static RegistryResponse status(int status) {
        return new RegistryResponse(status);
    }

    public static RegistryResponse json(int status, JsonNode json) {
        return status(status).bytes("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The errors document of the distribution specification. */
    public static RegistryResponse error(int status, String code, String message) {
        ObjectNode document = MAPPER.createObjectNode();
        document.putArray("errors").addObject().put("code", code).put("message", message);
        return json(status, document);
    }

    public RegistryResponse header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Makes the connection break during the answer. */
    public RegistryResponse cutAfter(long bodyBytes) {
        cutAfterBytes = bodyBytes;
        return this;
    }

    public RegistryResponse bytes(String contentType, byte[] content) {
        lengthBytes = content.length;
        body = out -> out.write(content);
        return header("Content-Type", contentType);
    }

    public RegistryResponse file(String contentType, Path file, long fromByte, long count) {
        lengthBytes = count;
        body = out -> copy(file, fromByte, count, out);
        return header("Content-Type", contentType);
    }

    private static void copy(Path file, long fromByte, long count, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(fromByte);
            long left = count;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(file + " is shorter than it was");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    public void sendTo(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        if (cutAfterBytes >= 0) {
            sendStart(exchange);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(lengthBytes));
            exchange.sendResponseHeaders(status, -1);
        } else if (lengthBytes == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, lengthBytes);
            try (OutputStream out = exchange.getResponseBody()) {
                body.writeTo(out);
            }
        }
    }

    private void sendStart(HttpExchange exchange) throws IOException {
        long count = Math.min(cutAfterBytes, lengthBytes - 1);
        if (count <= 0 || exchange.getRequestMethod().equals("HEAD")) {
            throw new DroppedConnection();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        body.writeTo(whole);
        exchange.sendResponseHeaders(status, lengthBytes);
        exchange.getResponseBody().write(whole.toByteArray(), 0, (int) count);
        exchange.getResponseBody().flush();
        throw new DroppedConnection();
    }
}
