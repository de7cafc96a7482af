package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepository;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.net.URI;

/** An ECR repository as a push sees it: a registry's repository and a login. What is handed to the agent that pushes. */
public record EcrPushTarget(RegistryTarget target, RegistryCredentials credentials) {

    /**
     * Host from the repository's URI, scheme from the login's endpoint: both are ECR's words. Where the login is for
     * another host, as across accounts, it is https, unless all of it happens on this machine.
     */
    public static EcrPushTarget of(EcrRepository repository, EcrAuthorization login) {
        String host = repository.registryHost();
        String scheme = login.endpoint()
                .filter(endpoint -> host.equals(endpoint.getAuthority()) || areLocal(host, endpoint))
                .map(URI::getScheme)
                .orElse("https");
        return new EcrPushTarget(
                new RegistryTarget(
                        URI.create(scheme + "://" + host), repository.uri().substring(host.length() + 1)),
                new RegistryCredentials(login.username(), login.password()));
    }

    private static boolean areLocal(String host, URI endpoint) {
        return host.startsWith("127.0.0.1:") && "127.0.0.1".equals(endpoint.getHost());
    }
}
