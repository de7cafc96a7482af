package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.registry.http.HttpClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.net.http.HttpClient;

/** The plugin's HTTP client, for the registries of tests: they have no certificates. */
public final class TestHttp {

    private TestHttp() {}

    public static HttpClient client() {
        return HttpClients.ofThisJvm().client(RegistryTarget.of("http://127.0.0.1", "any"));
    }
}
