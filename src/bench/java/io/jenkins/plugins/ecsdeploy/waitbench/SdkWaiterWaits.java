package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/** The SDK's own waiter, with its default pause of 15 seconds, but for as long as it takes. */
final class SdkWaiterWaits extends ThreadedWaits {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final AwsClients clients;
    private final EcsWaiter waiter;

    SdkWaiterWaits(SimulatedServices world) {
        clients = new AwsClients(world.connection);
        waiter = EcsWaiter.builder()
                .client(clients.ecs())
                .overrideConfiguration(override -> override.maxAttempts(10_000)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(world.clock.realTime(PAUSE))))
                .build();
    }

    @Override
    void await(String service) {
        waiter.waitUntilServicesStable(
                request -> request.cluster(FleetSeed.CLUSTER).services(service));
    }

    @Override
    public void close() {
        waiter.close();
        clients.close();
    }
}
