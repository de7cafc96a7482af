package io.jenkins.plugins.ecsdeploy.simulator.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * The port that clients connect to, in front of the JDK's HTTP server. Docker tries HTTPS first wherever it pushes, and
 * the JDK's server waits for ever in a TLS handshake that it takes for a request line (Docker gives up after 10 seconds
 * an operation). Here such a client gets an answer at once: that only plain HTTP is spoken; everything else passes through.
 */
final class PlainHttpGate implements AutoCloseable {

    /** Content type 22 of a TLS record (RFC 8446, section 5.1); no HTTP request begins with it. */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final byte[] NOT_TLS =
            "HTTP/1.0 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress server;

    PlainHttpGate(int port, ExecutorService threads) throws IOException {
        this.listener = new ServerSocket(port, 0, InetAddress.getByName("127.0.0.1"));
        this.threads = threads;
    }

    int port() {
        return listener.getLocalPort();
    }

    void openTo(InetSocketAddress server) {
        this.server = server;
        threads.execute(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            client.setTcpNoDelay(true);
            int first = client.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                client.getOutputStream().write(NOT_TLS);
            } else if (first >= 0) {
                connect(client, first);
                return;
            }
        } catch (IOException gone) {
            // the client left; so do we
        }
        close(client);
    }

    private void connect(Socket client, int firstByte) throws IOException {
        Socket inside = new Socket(server.getAddress(), server.getPort());
        open.add(inside);
        inside.setTcpNoDelay(true);
        threads.execute(() -> pass(inside, client));
        inside.getOutputStream().write(firstByte);
        pass(client, inside);
    }

    /** Passes bytes on until one side ends; then both do, as a client and the server would see of each other. */
    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException gone) {
            // one side left; the other is closed below
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // nothing left to do
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException closedAlready) {
            // nothing left to do
        }
        open.forEach(this::close);
    }
}
