package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.registry.http.HttpClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import java.util.Optional;

/** Makes the client of a registry. */
@FunctionalInterface
public interface RegistryClients {

    /** @param credentials empty for anonymous access */
    RegistryClient client(RegistryTarget target, Optional<RegistryCredentials> credentials);

    /** Over HTTP, by the proxy of this machine's environment. */
    static RegistryClients overHttp(Retries retries) {
        return (target, credentials) ->
                new RegistryClient(HttpClients.ofThisJvm().client(target), target, credentials, retries);
    }
}
