package io.jenkins.plugins.ecsdeploy.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HttpClientsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final HttpClients clients = HttpClients.with(nanos::get);

    @Test
    void pushesShareAClient() {
        HttpClient first = clients.client(RegistryTarget.of("one.example.com", "a"));
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        HttpClient second = clients.client(RegistryTarget.of("two.example.com", "b"));
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());

        assertThat(second).isSameAs(first).isSameAs(clients.client(List.of()));
    }

    /** A firewall may have forgotten its connections. */
    @Test
    void aClientThatWasIdleForLongIsReplaced() {
        HttpClient first = clients.client(List.of());
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());

        assertThat(clients.client(List.of())).isNotSameAs(first);
    }
}
