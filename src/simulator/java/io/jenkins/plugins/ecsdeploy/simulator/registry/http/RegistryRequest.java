package io.jenkins.plugins.ecsdeploy.simulator.registry.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request to the registry. */
public final class RegistryRequest {

    private final HttpExchange exchange;
    private final InputStream body;

    /** @param body the exchange's request body, or what a scripted fault makes of it */
    public RegistryRequest(HttpExchange exchange, InputStream body) {
        this.exchange = exchange;
        this.body = body;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    /** A header's value; null if it was not sent. */
    public String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    public Optional<String> query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    public InputStream body() {
        return body;
    }

    /** Reads and discards what the endpoint left, so that the client can finish sending before the answer. */
    public void drain() throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
    }
}
