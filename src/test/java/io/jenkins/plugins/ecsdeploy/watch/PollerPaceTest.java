package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How many calls many waits make, and how late they learn of the ends, compared with one waiter for each service that
 * polls every 15 seconds, as the SDK's and the command line's do. In simulated time, with calls that take none;
 * docs/benchmarks.md has the numbers of the real one.
 */
class PollerPaceTest {

    private static final Duration WAITER_PAUSE = Duration.ofSeconds(15);

    private final WatchFixture bed = new WatchFixture();
    private final Random random = new Random(1);
    private final Map<String, Instant> begun = new TreeMap<>();
    private final Map<String, Instant> learned = new TreeMap<>();
    private final TestPoller time = new TestPoller(bed.clock, () -> 5, random::nextDouble);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void rollingDeploymentsTakeHalfTheCallsOfOneWaiterEach() {
        deployOverAMinute(bed.simulator.fleet().plantSteady(100));
        time.pass(Duration.ofMinutes(5));

        assertThat(learned).hasSize(100);
        assertThat(medianLateness()).isLessThanOrEqualTo(Duration.ofMillis(2500));
        assertThat(callsToLook()).isLessThanOrEqualTo(callsOfWaiters() / 2);
        assertThat(calls("ecs:ListServiceDeployments")).as("to find them").isLessThanOrEqualTo(110);
    }

    @Test
    void aBakeTimeTakesATenthOfTheCallsOfOneWaiterEach() {
        deployOverAMinute(bed.simulator.fleet().plantBlueGreen(40, 10));
        time.pass(Duration.ofMinutes(6));
        assertThat(bed.simulator.fleet().stages()).containsOnlyKeys("BAKE_TIME");
        long before = callsToLook();
        time.pass(Duration.ofMinutes(3));

        assertThat(bed.simulator.fleet().stages()).containsOnlyKeys("BAKE_TIME");
        assertThat(callsToLook() - before)
                .isLessThanOrEqualTo(40 * Duration.ofMinutes(3).dividedBy(WAITER_PAUSE) / 10);
    }

    private void deployOverAMinute(List<String> services) {
        for (String service : services) {
            time.after(Duration.ofMillis(random.nextInt(60_000)), () -> {
                FleetSeed.Update update = bed.simulator.fleet().update(service);
                time.after(Duration.ofMillis(random.nextInt(15_000)), () -> await(update));
            });
        }
    }

    private void await(FleetSeed.Update update) {
        begun.put(update.service(), bed.clock.instant());
        time.poller()
                .add(
                        bed.connection("AKIAONE"),
                        new WatchRequest(
                                new ServiceRef(FleetSeed.CLUSTER, update.service()),
                                Optional.of(new DeploymentId(update.deployment())),
                                Duration.ofHours(1)),
                        new WatchListener() {},
                        new WatchEndListener() {
                            @Override
                            public void ended(WatchResult result) {
                                assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
                                learned.put(update.service(), bed.clock.instant());
                            }

                            @Override
                            public void failed(RuntimeException why) {
                                throw why;
                            }
                        });
    }

    private Duration medianLateness() {
        return bed.simulator.fleet().ends().entrySet().stream()
                .map(end -> Duration.between(end.getValue(), learned.get(end.getKey())))
                .sorted()
                .skip(learned.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Each polls at once, and then until it sees the end. */
    private long callsOfWaiters() {
        return bed.simulator.fleet().ends().entrySet().stream()
                .mapToLong(end -> 2
                        + Duration.between(begun.get(end.getKey()), end.getValue())
                                .dividedBy(WAITER_PAUSE))
                .sum();
    }

    private long callsToLook() {
        return bed.simulator.operations().size() - calls("ecs:ListServiceDeployments");
    }

    private long calls(String operation) {
        return bed.simulator.callCounts().getOrDefault(operation, 0L);
    }
}
