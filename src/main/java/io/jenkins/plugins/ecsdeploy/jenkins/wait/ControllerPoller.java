package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Computer;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.jenkins.StepThreads;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitSteady;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.operations.task.RunTask;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** The one poller of this controller, and what waits with it. It uses Jenkins' timer and threads, and has none of its own. */
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

    private final WaitTools tools = new WaitTools(poller, StepThreads::run, Clock.systemUTC(), Sleeper.SYSTEM);
    private final AwaitSteady awaitSteady = new AwaitSteady(tools);
    private final RunTask runTask = new RunTask(tools);

    public static AwaitSteady awaitSteady() {
        return ExtensionList.lookupSingleton(ControllerPoller.class).awaitSteady;
    }

    public static RunTask runTask() {
        return ExtensionList.lookupSingleton(ControllerPoller.class).runTask;
    }

    private static PollSchedule schedule() {
        Duration poll = EcsDeployConfiguration.get().poll();
        return new PollSchedule(poll, poll.multipliedBy(LONGEST_PAUSE_FACTOR));
    }
}
