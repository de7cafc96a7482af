package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Computer;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** The one poller of this controller. It borrows Jenkins' timer and threads, and has none of its own. */
@Extension
public final class ControllerPoller implements ExtensionPoint {

    private static final int LONGEST_PAUSE_FACTOR = 3;

    private final Poller poller = new Poller(
            Clock.systemUTC(),
            ControllerPoller::schedule,
            () -> EcsDeployConfiguration.get().getRequestsPerSecond(),
            Computer.threadPoolForRemoting,
            (delay, wakeUp) -> Timer.get().schedule(wakeUp, delay.toMillis(), TimeUnit.MILLISECONDS),
            () -> ThreadLocalRandom.current().nextDouble());

    public static Poller get() {
        return ExtensionList.lookupSingleton(ControllerPoller.class).poller;
    }

    private static PollSchedule schedule() {
        Duration poll = EcsDeployConfiguration.get().poll();
        return new PollSchedule(poll, poll.multipliedBy(LONGEST_PAUSE_FACTOR));
    }
}
