package io.jenkins.plugins.ecsdeploy.watch.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Action;
import io.jenkins.plugins.ecsdeploy.simulator.elb.ElbApi;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancing;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Target;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetHealth;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What is said of many targets that are unhealthy, on a simulated one whose targets the test sets. */
class TargetHealthReaderTest {

    private final EventTimeline timeline =
            new EventTimeline(SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z")));
    private final LoadBalancing balancing = new LoadBalancing(AwsAccount.EXAMPLE, timeline);
    private SimulatorServer server;
    private AwsClients clients;
    private TargetHealthReader reader;
    private String blue;
    private String green;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatorServer(0, new Faults())
                .add(new ElbApi(AwsAccount.EXAMPLE, timeline, balancing))
                .start();
        clients = new AwsClients(AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(server.endpoint()));
        reader = new TargetHealthReader(clients, () -> {});
        blue = group("blue");
        green = group("green");
        forwardToBoth();
    }

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    @Test
    void targetsThatAreCheckedAreCountedInBothGroups() {
        target(blue, 1, TargetHealth.HEALTHY);
        target(blue, 2, TargetHealth.HEALTHY);
        target(blue, 3, TargetHealth.DRAINING);
        target(green, 4, TargetHealth.TIMED_OUT);

        assertThat(reader.counts(service(2)))
                .contains(
                        new TargetCounts(2, 3, "1 load balancer target unhealthy: Request timed out (Target.Timeout)"));
    }

    @Test
    void eachReasonIsALineOfItsOwnWithItsCount() {
        target(blue, 1, TargetHealth.unhealthy(503));
        target(blue, 2, TargetHealth.TIMED_OUT);
        target(blue, 3, TargetHealth.unhealthy(503));
        target(green, 4, TargetHealth.unhealthy(503));
        target(green, 5, TargetHealth.unhealthy(404));

        assertThat(reader.troubles(service(5)))
                .containsExactly(
                        "3 load balancer targets unhealthy: Health checks failed with these codes: [503]"
                                + " (Target.ResponseCodeMismatch)",
                        "1 load balancer target unhealthy: Request timed out (Target.Timeout)",
                        "1 load balancer target unhealthy: Health checks failed with these codes: [404]"
                                + " (Target.ResponseCodeMismatch)");
    }

    @Test
    void targetsThatComeOrGoOrAreWellAreNoTrouble() {
        target(blue, 1, TargetHealth.INITIAL);
        target(blue, 2, TargetHealth.DRAINING);
        target(green, 3, TargetHealth.HEALTHY);

        assertThat(reader.troubles(service(1))).isEmpty();
    }

    /** A group that no listener forwards to has targets that are `unused`. */
    private void forwardToBoth() {
        String balancer = balancing
                .createLoadBalancer("shop", "application", "internal", List.of("subnet-1"), List.of())
                .arn();
        balancing.createListener(balancer, 80, "HTTP", List.of(Action.forward(Map.of(blue, 1, green, 1))));
    }

    private String group(String name) {
        return balancing
                .createTargetGroup(new TargetGroup(
                        "", name, "HTTP", 80, "vpc-1", "ip", TargetGroup.HealthCheck.HTTP, Duration.ofSeconds(30)))
                .arn();
    }

    private void target(String group, int number, TargetHealth health) {
        Target target = new Target("10.0.0." + number, 80, "us-east-1a");
        balancing.register(group, target);
        balancing.health(group, target, health);
    }

    private ServiceState service(int desired) {
        return new ServiceState(
                "arn",
                "ACTIVE",
                "ECS",
                Instant.EPOCH,
                "BLUE_GREEN",
                "task-definition",
                desired,
                desired,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(new ServiceState.TargetGroups(blue, green, "")));
    }
}
