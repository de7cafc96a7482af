package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollerTest {

    private final WatchFixture bed = new WatchFixture();
    private final Map<String, String> ends = new LinkedHashMap<>();
    private double requestsPerSecond = 100;
    private final TestPoller time = new TestPoller(bed.clock, () -> requestsPerSecond, () -> 0.5);
    private final Poller poller = time.poller();
    private List<ServiceRef> services;

    @BeforeEach
    void makeServices() {
        bed.simulator.seedWebshop();
        services = bed.services("workers", 25);
        bed.clock.advance(Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void manyWaitsOfOneCallerShareTheirCalls() {
        services.forEach(service -> deployAndWait(service, "AKIAONE"));
        int before = calls("").size();
        time.pass(Duration.ofMinutes(5));

        assertThat(ends)
                .hasSize(25)
                .allSatisfy((service, end) -> assertThat(end).isEqualTo("SUCCEEDED"));
        assertThat(calls("ecs:DescribeServiceDeployments").size())
                .as("25 waits, looked at every few seconds")
                .isLessThan(100);
        assertThat(calls("").size()).isGreaterThan(before);
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void waitsOfDifferentCredentialsShareNoCall() {
        services.subList(0, 2).forEach(service -> add(service, Optional.empty(), "AKIA" + service.service()));
        time.pass(Duration.ofSeconds(1));

        assertThat(calls("ecs:DescribeServices")).hasSize(2);
    }

    @Test
    void aMissingServiceFailsAlone() {
        services.subList(0, 3).forEach(service -> add(service, Optional.empty(), "AKIAONE"));
        add(new ServiceRef("workers", "nowhere"), Optional.empty(), "AKIAONE");
        add(new ServiceRef("no-cluster", "nowhere-else"), Optional.empty(), "AKIAONE");
        time.pass(Duration.ofMinutes(1));

        assertThat(ends.get("nowhere")).contains("There is no service \"nowhere\" in cluster \"workers\"");
        assertThat(ends.get("nowhere-else")).contains("There is no ECS cluster \"no-cluster\"");
        assertThat(ends.values()).filteredOn("SUCCEEDED"::equals).hasSize(3);
    }

    @Test
    void aListenerThatFailsAffectsItsOwnWaitOnly() {
        poller.add(
                bed.connection("AKIAONE"),
                new WatchRequest(services.get(0), Optional.empty(), Duration.ofMinutes(5)),
                new WatchListener() {
                    @Override
                    public void observed(Observation seen) {
                        throw new IllegalStateException("broken");
                    }
                },
                end("broken"));
        add(services.get(1), Optional.empty(), "AKIAONE");
        time.pass(Duration.ofMinutes(1));

        assertThat(ends).containsEntry("broken", "broken").containsEntry("worker-1", "SUCCEEDED");
    }

    @Test
    void anEndListenerThatFailsAffectsNoOtherWait() {
        poller.add(
                bed.connection("AKIAONE"),
                new WatchRequest(services.get(0), Optional.empty(), Duration.ofMinutes(5)),
                new WatchListener() {},
                new WatchEndListener() {
                    @Override
                    public void ended(WatchResult result) {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        throw new IllegalStateException("broken");
                    }
                });
        services.subList(1, 4).forEach(service -> add(service, Optional.empty(), "AKIAONE"));
        time.pass(Duration.ofMinutes(1));

        assertThat(ends.values()).hasSize(3).allMatch("SUCCEEDED"::equals);
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void aFailedPollIsRepeated() {
        deployAndWait(services.get(0), "AKIAONE");
        bed.simulator.faults().next(5, "ecs:DescribeServiceDeployments", Faults.serverError());
        time.pass(Duration.ofMinutes(5));

        assertThat(ends).containsEntry("worker-0", "SUCCEEDED");
    }

    @Test
    void expiredCredentialsFailTheWaitAndSayWhatToDo() {
        deployAndWait(services.get(0), "AKIAONE");
        bed.simulator.faults().always("ecs:.*", Faults.expiredToken());
        time.pass(Duration.ofMinutes(1));

        assertThat(ends.get("worker-0")).contains("expired").contains("Get new credentials");
        assertThat(calls("ecs:StopServiceDeployment")).isEmpty();
    }

    @Test
    void allWaitsOfAnAccountKeepToItsRequestRate() {
        requestsPerSecond = 0.5;
        services.forEach(service -> deployAndWait(service, "AKIA" + service.service()));
        time.pass(Duration.ofSeconds(20));
        int before = calls("Describe").size() + calls("List").size();
        time.pass(Duration.ofSeconds(100));

        assertThat(calls("Describe").size() + calls("List").size() - before).isLessThan(70);
    }

    @Test
    void throttlingSlowsTheWaitsDown() {
        RequestBudget budget = new RequestBudget(bed.clock, () -> 10);
        budget.throttled();
        bed.clock.advance(Duration.ofSeconds(1));
        assertThat(budget.delay()).isZero();
        for (int call = 0; call < 5; call++) {
            budget.spend();
        }
        assertThat(budget.delay()).as("half the rate: 5 a second").isPositive();
    }

    @Test
    void aCancelledWaitReportsNothingAndPollsNoMore() {
        Poller.Ticket ticket = deployAndWait(services.get(0), "AKIAONE");
        time.pass(Duration.ofSeconds(10));
        ticket.cancel();
        int before = bed.simulator.operations().size();
        time.pass(Duration.ofMinutes(10));

        assertThat(ends).isEmpty();
        assertThat(time.isIdle()).isTrue();
        assertThat(bed.simulator.operations()).hasSize(before);
    }

    @Test
    void aBakeTimeIsPolledRarely() {
        add(WatchFixture.WEBSHOP, Optional.of(bed.deploy()), "AKIAONE");
        time.pass(Duration.ofMinutes(5)); // in the midst of five minutes of bake time
        int before = bed.simulator.operations().size();
        time.pass(Duration.ofMinutes(1));

        assertThat(bed.simulator.operations().size() - before).isLessThanOrEqualTo(6);
    }

    private Poller.Ticket deployAndWait(ServiceRef service, String accessKey) {
        DeploymentId id = new DeploymentId(bed.clients
                .ecs()
                .updateService(request -> request.cluster(service.cluster())
                        .service(service.service())
                        .forceNewDeployment(true))
                .service()
                .deployments()
                .get(0)
                .id());
        return add(service, Optional.of(id), accessKey);
    }

    private Poller.Ticket add(ServiceRef service, Optional<DeploymentId> deployment, String accessKey) {
        return poller.add(
                bed.connection(accessKey),
                new WatchRequest(service, deployment, Duration.ofMinutes(30)),
                new WatchListener() {},
                end(service.service()));
    }

    private WatchEndListener end(String name) {
        return new WatchEndListener() {
            @Override
            public void ended(WatchResult result) {
                ends.put(name, result.outcome().name());
            }

            @Override
            public void failed(RuntimeException why) {
                ends.put(name, why.getMessage());
            }
        };
    }

    private List<String> calls(String part) {
        return bed.simulator.operations().stream()
                .filter(operation -> operation.contains(part))
                .toList();
    }
}
