package io.jenkins.plugins.ecsdeploy.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that a machine trusts for one registry only: {@code *.crt} files in
 * {@code /etc/docker/certs.d/HOST[:PORT]/}, as for Docker and Podman ("Verify repository client with certificates" in
 * Docker's documentation), in addition to Java's trust store.
 */
public final class RegistryCertificates {

    private static final List<Path> FOLDERS =
            List.of(Path.of("/etc/docker/certs.d"), Path.of("/etc/containers/certs.d"));

    private RegistryCertificates() {}

    /** @return none if there are no such files */
    static List<Certificate> authorities(RegistryTarget target) {
        return authorities(target, FOLDERS);
    }

    static List<Certificate> authorities(RegistryTarget target, List<Path> folders) {
        try {
            List<Certificate> authorities = new ArrayList<>();
            for (Path folder : folders) {
                authorities.addAll(read(folder.resolve(target.registry())));
            }
            return authorities;
        } catch (IOException | GeneralSecurityException unusable) {
            throw RegistryException.of(
                    "The certificates for registry " + target.registry() + " can't be used: " + unusable.getMessage()
                            + ". Replace the file with a certificate in PEM format, or delete it.",
                    unusable);
        }
    }

    /** @return empty if Java's own trust store is enough */
    static Optional<SSLContext> context(List<Certificate> authorities) {
        try {
            return authorities.isEmpty() ? Optional.empty() : Optional.of(create(authorities));
        } catch (IOException | GeneralSecurityException unusable) {
            throw RegistryException.of(
                    "The certificates for a registry can't be used: " + unusable.getMessage() + ".", unusable);
        }
    }

    private static List<Certificate> read(Path folder) throws IOException, GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return certificates;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".crt"))
                    .sorted()
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    certificates.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
                } catch (GeneralSecurityException notOne) {
                    throw new GeneralSecurityException(file + " is not a certificate: " + notOne.getMessage(), notOne);
                }
            }
        }
        return certificates;
    }

    private static SSLContext create(List<Certificate> authorities) throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        for (Certificate authority : authorities) {
            all.setCertificateEntry("registry-" + all.size(), authority);
        }
        for (X509Certificate standard : javaAuthorities()) {
            all.setCertificateEntry("java-" + all.size(), standard);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(all);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static List<X509Certificate> javaAuthorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        List<X509Certificate> certificates = new ArrayList<>();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                certificates.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return certificates;
    }
}
