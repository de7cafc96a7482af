package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsProxy;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Makes the connection that was decided on, through Jenkins' proxy if there is one. */
final class AwsConnector {

    private AwsConnector() {}

    /**
     * @param session name of the role's session
     * @throws AbortException if the target's endpoint is no address
     */
    static AwsConnection connect(KnownAws known, AwsCredentialsProvider credentials, String session)
            throws AbortException {
        AwsConnection connection = AwsConnection.to(Region.of(known.region()), credentials);
        if (known.endpoint().isPresent()) {
            connection = connection.at(endpoint(known.endpoint().get()));
        }
        Optional<AwsProxy> proxy = proxy();
        if (proxy.isPresent()) {
            connection = connection.through(proxy.get());
        }
        return known.roleArn().isPresent()
                ? connection.as(new AwsRole(known.roleArn().get(), known.externalId(), session))
                : connection;
    }

    private static URI endpoint(String text) throws AbortException {
        Optional<String> fault = TargetSettings.endpointFault(text);
        if (fault.isPresent()) {
            throw new AbortException("The deployment target can't be used: " + fault.get());
        }
        return URI.create(text);
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
