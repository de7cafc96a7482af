package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Follows a deployment to its outcome in the calling thread: looks, sleeps, looks again. */
public final class BlockingWatch {

    private final AwsClients clients;
    private final Clock clock;
    private final Sleeper sleeper;
    private final PollSchedule schedule;

    public BlockingWatch(AwsClients clients, Clock clock, Sleeper sleeper, PollSchedule schedule) {
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
        this.schedule = schedule;
    }

    /**
     * Waits for the outcome. A look that fails but may go through later is told to the listener.
     *
     * @throws NoSuchResourceException where the cluster or the service is not there
     * @throws AwsCallException where AWS refuses to be asked
     * @throws InterruptedException when the waiting thread is interrupted; the deployment goes on
     */
    public WatchResult await(WatchRequest request, WatchListener listener) throws InterruptedException {
        DeploymentWatch watch = new DeploymentWatch(request, listener, schedule, clock);
        PollRound round = new PollRound(clients, () -> {});
        round.look(List.of(watch));
        while (!watch.hasEnded()) {
            Duration pause = Duration.between(clock.instant(), watch.due());
            if (!pause.isNegative()) {
                sleeper.sleep(pause);
            }
            round.look(List.of(watch));
        }
        if (watch.failure().isPresent()) {
            RuntimeException failed = watch.failure().get();
            throw failed instanceof AwsCallException call ? call.orInterruption() : failed;
        }
        return watch.result().orElseThrow();
    }
}
