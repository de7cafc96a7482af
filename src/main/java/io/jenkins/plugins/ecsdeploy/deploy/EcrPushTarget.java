package io.jenkins.plugins.ecsdeploy.deploy;

import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepository;
import io.jenkins.plugins.ecsdeploy.registry.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.RegistryTarget;
import java.net.URI;

/** An ECR repository as a push sees it: a registry's repository and a login. What is handed to the agent that pushes. */
public record EcrPushTarget(RegistryTarget target, RegistryCredentials credentials) {

    /** Host from the repository's URI, scheme from the login's endpoint: both are ECR's words. */
    public static EcrPushTarget of(EcrRepository repository, EcrAuthorization login) {
        String host = repository.registryHost();
        URI endpoint = host.equals(login.endpoint().getAuthority())
                ? URI.create(login.endpoint().getScheme() + "://" + host)
                : URI.create("https://" + host);
        return new EcrPushTarget(
                new RegistryTarget(endpoint, repository.uri().substring(host.length() + 1)),
                new RegistryCredentials(login.username(), login.password()));
    }
}
