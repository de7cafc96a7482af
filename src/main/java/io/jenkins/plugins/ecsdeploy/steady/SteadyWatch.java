package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Clock;
import java.util.Optional;

/** Follows a deployment to its outcome in the calling thread: looks, sleeps, looks again. */
public final class SteadyWatch {

    private final AwsClients clients;
    private final Clock clock;
    private final Sleeper sleeper;
    private final PollSchedule schedule;

    public SteadyWatch(AwsClients clients, Clock clock, Sleeper sleeper, PollSchedule schedule) {
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
        this.schedule = schedule;
    }

    /**
     * Waits for the outcome; see {@link Watch#look} for what it throws.
     *
     * @throws InterruptedException when the waiting thread is interrupted; the deployment goes on
     */
    public WatchResult await(WatchRequest request, WatchListener listener) throws InterruptedException {
        Watch watch = new Watch(clients, clock, schedule, request, listener);
        try {
            Optional<WatchResult> result = watch.look();
            while (result.isEmpty()) {
                sleeper.sleep(watch.pause());
                result = watch.look();
            }
            return result.get();
        } catch (AwsCallException failed) {
            throw failed.orInterruption();
        }
    }
}
