package io.jenkins.plugins.ecsdeploy.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainHttpGateTest {

    private SimulatorServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatorServer(0, new Faults()).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTlsHandshakeIsAnsweredInPlainHttpAtOnce() throws IOException {
        assertThat(answerTo(new byte[] {0x16, 3, 1, 2, 0})).startsWith("HTTP/1.0 400 Bad Request");
    }

    @Test
    void anHttpRequestPassesThrough() throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(answerTo(request.getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 404 Not Found");
    }

    private String answerTo(byte[] bytes) throws IOException {
        int port = server.endpoint().getPort();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
