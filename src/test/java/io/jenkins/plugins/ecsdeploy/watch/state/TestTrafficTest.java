package io.jenkins.plugins.ecsdeploy.watch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.watch.state.TestTraffic.NotTellableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What a request needs so that the test listener rule takes it. */
class TestTrafficTest {

    @Test
    void withoutConditionsTheAddressIsEnough() throws NotTellableException {
        TestTraffic traffic = traffic("HTTP");

        assertThat(traffic.url()).isEqualTo("http://lb.example.com:8080");
        assertThat(traffic.whyNotTheUrlAlone()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/*, ''", "*, ''", "/test/*, /test", "/test*, /test"})
    void aPathThatAnythingMayFollowBelongsToTheUrl(String pattern, String path) throws NotTellableException {
        TestTraffic traffic = traffic("HTTP", path(pattern));

        assertThat(traffic.url()).isEqualTo("http://lb.example.com:8080" + path);
        assertThat(traffic.whyNotTheUrlAlone()).isEmpty();
    }

    @Test
    void aWholePathIsNoEndpoint() throws NotTellableException {
        TestTraffic traffic = traffic("HTTP", path("/test"));

        assertThat(traffic.url()).endsWith(":8080/test");
        assertThat(traffic.whyNotTheUrlAlone())
                .contains("the test listener rule takes only the path /test; others may reach the old tasks");
    }

    @Test
    void ofSeveralPathsTheOneIsTakenThatAnythingMayFollow() throws NotTellableException {
        assertThat(traffic("HTTP", path("/health", "/*/x", "/api/*")).path()).isEqualTo("/api");
    }

    @Test
    void hostAndHeadersAreNeededBesideTheUrl() throws NotTellableException {
        TestTraffic traffic = traffic(
                "HTTP",
                RuleCondition.builder()
                        .field("host-header")
                        .hostHeaderConfig(config -> config.values("*.example.com", "test.example.com"))
                        .build(),
                header("X-Test", "blue*", "green"));

        assertThat(traffic.host()).isEqualTo("test.example.com");
        assertThat(traffic.headers()).isEqualTo(Map.of("X-Test", "green"));
        assertThat(traffic.whyNotTheUrlAlone().orElseThrow())
                .isEqualTo("the test listener rule takes only requests with the host test.example.com and the headers"
                        + " {X-Test=green}; others may reach the old tasks");
    }

    @Test
    void anEncryptedListenerNeedsTheNameOfItsCertificate() throws NotTellableException {
        assertThat(traffic("HTTPS").whyNotTheUrlAlone().orElseThrow()).contains("its certificate is hardly for");
    }

    @Test
    void theListenerOfANetworkLoadBalancerIsReachedByItsPort() throws NotTellableException {
        assertThat(traffic("TCP").whyNotTheUrlAlone()).isEmpty();
    }

    @Test
    void whatCanNotBeMadeUpIsRefused() {
        assertThatThrownBy(() -> traffic("HTTP", header("X-Test", "*")))
                .isInstanceOf(NotTellableException.class)
                .hasMessage("the header X-Test *");
        assertThatThrownBy(() -> traffic("HTTP", path("/*/test"))).hasMessage("the path /*/test");
        assertThatThrownBy(() -> traffic(
                        "HTTP", RuleCondition.builder().field("source-ip").build()))
                .hasMessage("its condition source-ip");
    }

    private static TestTraffic traffic(String protocol, RuleCondition... conditions) throws NotTellableException {
        return TestTraffic.of(
                Listener.builder().protocol(protocol).port(8080).build(), "lb.example.com", List.of(conditions));
    }

    private static RuleCondition path(String... patterns) {
        return RuleCondition.builder()
                .field("path-pattern")
                .pathPatternConfig(config -> config.values(patterns))
                .build();
    }

    private static RuleCondition header(String name, String... values) {
        return RuleCondition.builder()
                .field("http-header")
                .httpHeaderConfig(config -> config.httpHeaderName(name).values(values))
                .build();
    }
}
