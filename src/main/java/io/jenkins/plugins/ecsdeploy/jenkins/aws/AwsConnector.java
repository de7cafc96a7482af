package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsProxy;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Makes the connection that was decided on, through Jenkins' proxy if there is one. */
final class AwsConnector {

    /** Finds the credentials that Jenkins keeps under an ID, for whoever asks. */
    @FunctionalInterface
    interface KeptCredentials {
        AwsCredentialsProvider find(String credentialsId) throws AbortException;
    }

    private AwsConnector() {}

    static AwsConnection connect(AwsAccess access, KeptCredentials kept) throws AbortException {
        AwsConnection connection =
                AwsConnection.to(Region.of(access.region()), credentials(access.credentials(), kept));
        if (access.endpoint().isPresent()) {
            connection = connection.at(access.endpoint().get());
        }
        Optional<AwsProxy> proxy = proxy();
        if (proxy.isPresent()) {
            connection = connection.through(proxy.get());
        }
        return access.role().isPresent() ? connection.as(access.role().get()) : connection;
    }

    private static AwsCredentialsProvider credentials(CredentialSource source, KeptCredentials kept)
            throws AbortException {
        if (source instanceof CredentialSource.Kept named) {
            return kept.find(named.credentialsId());
        }
        return source instanceof CredentialSource.InEnvironment environment
                ? StaticCredentialsProvider.create(environment.keys())
                : DefaultCredentialsProvider.builder().build();
    }

    private static Optional<AwsProxy> proxy() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || proxy.getName() == null) {
            return Optional.empty();
        }
        String password = proxy.getSecretPassword() == null
                ? null
                : proxy.getSecretPassword().getPlainText();
        return Optional.of(new AwsProxy(
                URI.create("http://" + proxy.getName() + ":" + proxy.getPort()),
                Optional.ofNullable(Text.blankToNull(proxy.getUserName())),
                Optional.ofNullable(password),
                proxy.getNoProxyHostPatterns().stream().map(Pattern::pattern).collect(Collectors.toSet())));
    }
}
