package io.jenkins.plugins.ecsdeploy.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCertificatesTest {

    private static final Digest BLOB = Digest.sha256(new byte[0]);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void aCertificateInTheRegistrysFolderIsTrustedForThatRegistry() throws Exception {
        HttpsServer server = server();
        try {
            String host = "localhost:" + server.getAddress().getPort();
            RegistryTarget target = RegistryTarget.of(host, "web");

            assertThat(RegistryCertificates.authorities(target, List.of(folder)))
                    .isEmpty();
            assertThatThrownBy(() -> client(target, List.of()).hasBlob(BLOB))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("no trusted TLS connection to " + host)
                    .hasMessageContaining("/etc/docker/certs.d/" + host);
            Files.move(
                    folder.resolve("ca.crt"),
                    Files.createDirectory(folder.resolve(host)).resolve("ca.crt"));

            List<Certificate> trusted = RegistryCertificates.authorities(target, List.of(folder));
            assertThat(client(target, trusted).hasBlob(BLOB)).isTrue();
            assertThat(RegistryCertificates.authorities(RegistryTarget.of("other:1", "web"), List.of(folder)))
                    .isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileThatIsNotACertificateIsNamed() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("r.example.com")).resolve("ca.crt"), "nonsense");

        assertThatThrownBy(() ->
                        RegistryCertificates.authorities(RegistryTarget.of("r.example.com", "web"), List.of(folder)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("ca.crt is not a certificate");
    }

    private static RegistryClient client(RegistryTarget target, List<Certificate> trusted) {
        return new RegistryClient(
                HttpClients.ofThisJvm().client(trusted),
                target,
                Optional.empty(),
                new Retries(1, Duration.ofSeconds(1), wait -> {}));
    }

    /** With a certificate from the JDK's keytool. {@code ca.crt} is the same. */
    private HttpsServer server() throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "9");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.crt").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias",
                "r",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                folder.resolve("keys.p12").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
