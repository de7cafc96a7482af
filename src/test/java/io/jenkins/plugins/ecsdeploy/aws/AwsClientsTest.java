package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.sts.RoleTrust;
import io.jenkins.plugins.ecsdeploy.simulator.sts.SessionCredentials;
import io.jenkins.plugins.ecsdeploy.simulator.sts.SimulatedSts;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class AwsClientsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/deployer";

    /** Far ahead, because the SDK compares the end of a session with the machine's clock. */
    private final SimulatorClock clock = SimulatorClock.manual(Instant.parse("2100-01-01T12:00:00Z"));

    private final SimulatedSts sts = new SimulatedSts(AwsAccount.EXAMPLE, clock, new SessionCredentials(clock));
    private SimulatorServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatorServer(0, new Faults()).add(sts).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutARoleTheCallsAreMadeAsTheKeysOwner() {
        try (AwsClients clients = new AwsClients(connection())) {
            assertThat(clients.callerArn()).startsWith("arn:aws:iam::123456789012:user/");
        }
    }

    @Test
    void withARoleTheCallsAreMadeAsItsSession() {
        AwsRole role = new AwsRole(ROLE, Optional.empty(), AwsRole.sessionName("shop/web#7"));
        try (AwsClients clients = new AwsClients(connection().as(role))) {
            assertThat(clients.callerArn()).endsWith("assumed-role/deployer/jenkins-shop-web-7");
        }
    }

    @Test
    void anExternalIdIsHandedToTheRole() {
        sts.trust(ROLE, RoleTrust.requiringExternalId("shop-42"));
        AwsRole role = new AwsRole(ROLE, Optional.of("shop-42"), "jenkins-1");
        try (AwsClients clients = new AwsClients(connection().as(role))) {
            assertThat(clients.callerArn()).contains("assumed-role/deployer");
        }
    }

    @Test
    void aRoleThatMayNotBeAssumedIsToldAsAMissingPermission() {
        sts.trust(ROLE, RoleTrust.requiringExternalId("shop-42"));
        AwsRole role = new AwsRole(ROLE, Optional.empty(), "jenkins-1");
        try (AwsClients clients = new AwsClients(connection().as(role))) {
            assertThatThrownBy(clients::callerArn)
                    .isInstanceOf(AwsCallException.class)
                    .hasMessageContaining("Missing IAM action: sts:AssumeRole");
        }
    }

    @Test
    void callsGoThroughTheProxyTheOnesForARoleToo() {
        AwsRole role = new AwsRole(ROLE, Optional.empty(), "jenkins-1");
        try (ForwardingProxy proxy = ForwardingProxy.open();
                AwsClients clients = new AwsClients(connection().as(role).through(via(proxy)))) {
            assertThat(clients.callerArn()).contains("assumed-role/deployer");

            assertThat(proxy.forwarded())
                    .hasSize(2)
                    .allMatch(uri -> uri.getPort() == server.endpoint().getPort());
        }
    }

    @Test
    void aProxyThatAsksForALoginGetsIt() {
        try (ForwardingProxy proxy = ForwardingProxy.withLogin("jenkins", "of-the-proxy");
                AwsClients clients = new AwsClients(connection()
                        .through(new AwsProxy(
                                proxy.uri(), Optional.of("jenkins"), Optional.of("of-the-proxy"), Set.of())))) {
            assertThat(clients.callerArn()).startsWith("arn:aws:iam::");

            assertThat(proxy.forwarded()).isNotEmpty();
        }
    }

    @Test
    void hostsThatTheProxyIsNotForAreCalledDirectly() {
        try (ForwardingProxy proxy = ForwardingProxy.open();
                AwsClients clients = new AwsClients(connection()
                        .through(new AwsProxy(
                                proxy.uri(), Optional.empty(), Optional.empty(), Set.of("127\\.0\\.0\\..*"))))) {
            assertThat(clients.callerArn()).startsWith("arn:aws:iam::");

            assertThat(proxy.forwarded()).isEmpty();
        }
    }

    private static AwsProxy via(ForwardingProxy proxy) {
        return new AwsProxy(proxy.uri(), Optional.empty(), Optional.empty(), Set.of());
    }

    private AwsConnection connection() {
        return AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(server.endpoint());
    }
}
