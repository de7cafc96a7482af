package io.jenkins.plugins.ecsdeploy.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxyTest {

    private static final ProxySelector FALLBACK = ProxySelector.of(new InetSocketAddress("java.example.com", 1));

    @Test
    void theProxyIsSelectedByTheSchemeOfTheAddress() {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://user:secret@proxy.example.com:3128", "http_proxy", "plain.example.com");

        assertThat(proxy(environment, "https://r.example.com/v2/")).isEqualTo("proxy.example.com:3128");
        assertThat(proxy(environment, "http://r.example.com/v2/")).isEqualTo("plain.example.com:80");
    }

    @Test
    void withoutAVariableJavasSettingsApply() {
        assertThat(proxy(Map.of(), "https://r.example.com")).isEqualTo("java.example.com:1");
        assertThat(proxy(Map.of("HTTPS_PROXY", " "), "https://r.example.com")).isEqualTo("java.example.com:1");
    }

    @Test
    void exemptHostsAndLoopbackAreReachedDirectly() {
        Map<String, String> environment =
                Map.of("https_proxy", "proxy:3128", "NO_PROXY", "corp.example.com, .cluster.local,r.example.com:5000");

        for (String direct : new String[] {
            "https://corp.example.com",
            "https://a.corp.example.com:8443",
            "https://x.cluster.local",
            "https://r.example.com:5000",
            "https://localhost:5000",
            "https://127.0.0.1",
            "https://[::1]:5000"
        }) {
            assertThat(proxy(environment, direct)).as(direct).isEqualTo("none");
        }
        for (String other : new String[] {"https://notcorp.example.com", "https://r.example.com:5001"}) {
            assertThat(proxy(environment, other)).as(other).isEqualTo("proxy:3128");
        }
        assertThat(proxy(Map.of("https_proxy", "proxy:3128", "no_proxy", "*"), "https://a.example.com"))
                .isEqualTo("none");
    }

    private static String proxy(Map<String, String> environment, String uri) {
        Proxy proxy = new EnvironmentProxy(environment, FALLBACK)
                .select(URI.create(uri))
                .get(0);
        if (proxy.type() == Proxy.Type.DIRECT) {
            return "none";
        }
        InetSocketAddress address = (InetSocketAddress) proxy.address();
        return address.getHostString() + ":" + address.getPort();
    }
}
