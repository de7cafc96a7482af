package io.jenkins.plugins.ecsdeploy.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A plain HTTP proxy on loopback (RFC 9112, "absolute-form"; CONNECT for tunnels), which asks for a login where it is given one. One request
 * a connection. Remembers what it was asked for.
 */
public final class ForwardingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String login;
    private final List<URI> forwarded = new CopyOnWriteArrayList<>();

    private ForwardingProxy(String login) {
        this.login = login;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.execute(this::accept);
    }

    public static ForwardingProxy open() {
        return new ForwardingProxy(null);
    }

    public static ForwardingProxy withLogin(String username, String password) {
        String login = username + ":" + password;
        return new ForwardingProxy(
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    public int port() {
        return server.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What was asked for, in order. */
    public List<URI> forwarded() {
        return List.copyOf(forwarded);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream()).lines().toList();
            if (login != null && head.stream().noneMatch(("Proxy-Authorization: " + login)::equalsIgnoreCase)) {
                client.getOutputStream()
                        .write(("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                        + "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"
                                        + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            String[] request = head.get(0).split(" ");
            if (request[0].equals("CONNECT")) {
                tunnel(client, URI.create("https://" + request[1]));
                return;
            }
            URI target = URI.create(request[1]);
            forwarded.add(target);
            try (Socket upstream = new Socket(target.getHost(), target.getPort())) {
                StringBuilder rewritten = new StringBuilder(request[0]).append(' ');
                rewritten.append(target.getRawPath().isEmpty() ? "/" : target.getRawPath());
                rewritten.append(target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
                rewritten.append(" HTTP/1.1\r\nConnection: close\r\n");
                head.stream()
                        .skip(1)
                        .filter(ForwardingProxy::isForUpstream)
                        .forEach(line -> rewritten.append(line).append("\r\n"));
                OutputStream out = upstream.getOutputStream();
                out.write(rewritten.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
                threads.execute(() -> copy(client, upstream));
                upstream.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException brokenOff) {
            // the client sees it
        }
    }

    private void tunnel(Socket client, URI target) throws IOException {
        forwarded.add(target);
        try (Socket upstream = new Socket(target.getHost(), target.getPort())) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> copy(client, upstream));
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (UnknownHostException unknown) {
            client.getOutputStream()
                    .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static boolean isForUpstream(String line) {
        String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
        return !name.isBlank() && !name.startsWith("proxy-") && !name.equals("connection");
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException brokenOff) {
            // the other direction sees it
        }
    }

    /** Up to the empty line; the body stays in the stream. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
