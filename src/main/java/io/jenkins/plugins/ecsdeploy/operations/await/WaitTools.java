package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all waits of a process share.
 *
 * @param threads for what takes a moment and must not hold up the poller
 * @param clock the poller's
 * @param sleeper between two tries of an update whose answer was lost
 */
public record WaitTools(Poller poller, Executor threads, Clock clock, Sleeper sleeper) {}
