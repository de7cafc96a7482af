package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule.Pace;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When one wait polls next, and when its time is over. */
final class PollPace {

    /** After a failed poll, pause as long as after this many that saw nothing new. */
    private static final int POLLS_UNTIL_LONGEST_PAUSE = 50;

    /** If AWS does not answer at all, a wait of hours must not call it every few seconds. */
    private static final Duration LONGEST_AFTER_FAILURES = Duration.ofMinutes(2);

    private static final int LONGEST_DOUBLINGS = 10;

    private final PollSchedule schedule;
    private final Clock clock;
    private final Duration timeout;
    private final Until until;
    private final Instant start;
    private Instant due;
    private int unchangedPolls;
    private int failures;

    @CheckForNull
    private Instant failingSince;

    PollPace(PollSchedule schedule, Clock clock, Duration timeout, Until until) {
        this.schedule = schedule;
        this.clock = clock;
        this.timeout = timeout;
        this.until = until;
        start = clock.instant();
        due = start;
    }

    Instant now() {
        return clock.instant();
    }

    Duration waited() {
        return Duration.between(start, now());
    }

    Instant due() {
        return due;
    }

    boolean isOver() {
        return !now().isBefore(start.plus(timeout));
    }

    /** The wait has not ended with this poll. */
    void next(WatchedState seen) {
        pollAgainIn(schedule.pause(paceOf(seen), unchangedPolls));
    }

    /** A poll is completed. */
    void polled(boolean differs) {
        unchangedPolls = differs ? 0 : unchangedPolls + 1;
        failures = 0;
        failingSince = null;
    }

    /** Each failure in a row doubles the pause. @return how long it is */
    Duration nextAfterFailure() {
        unchangedPolls = POLLS_UNTIL_LONGEST_PAUSE;
        failingSince = failingSince == null ? now() : failingSince;
        Duration doubled = schedule.longest().multipliedBy(1L << Math.min(failures++, LONGEST_DOUBLINGS));
        Duration pause = doubled.compareTo(LONGEST_AFTER_FAILURES) < 0 ? doubled : LONGEST_AFTER_FAILURES;
        pollAgainIn(pause);
        return pause;
    }

    /** Since when every poll has failed; empty if the last one was completed. */
    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    /** Never beyond the end of the time. */
    private void pollAgainIn(Duration pause) {
        Instant end = start.plus(timeout);
        Instant next = now().plus(pause);
        due = next.isAfter(end) ? end : next;
    }

    /** How long before it is due it may be polled, to fill a call that is made anyway. */
    Duration early(WatchedState seen) {
        return schedule.pause(paceOf(seen), unchangedPolls).dividedBy(2);
    }

    /** Whether the service's own state is too old, while the deployment is polled. */
    boolean isServiceOld(WatchedState seen) {
        return seen.serviceReadAt().isBefore(now().minus(schedule.serviceMayBe(paceOf(seen))));
    }

    /** Whether it will be too old soon. */
    boolean isServiceOldSoon(WatchedState seen) {
        return seen.serviceReadAt()
                .isBefore(now().minus(schedule.serviceMayBe(paceOf(seen)).dividedBy(2)));
    }

    private Pace paceOf(WatchedState seen) {
        if (seen.deployment().isEmpty()) {
            return !seen.isFirstPoll()
                            && seen.service().running() == seen.service().desired()
                    ? Pace.ENDING
                    : Pace.BUSY;
        }
        ServiceDeploymentState deployment = seen.deployment().get();
        if (deployment.gate().isPresent()) {
            return Pace.QUIET;
        }
        if (!until.equals(Until.COMPLETE) || !deployment.goesForward()) {
            return Pace.ENDING;
        }
        return switch (deployment.lifecycleStage()) {
            case "" -> deployment.target().requested() > 0 && deployment.allOfTargetRun() ? Pace.ENDING : Pace.BUSY;
            case "BAKE_TIME", "AfterAllowTraffic" -> bakes(deployment, seen.stageSince()) ? Pace.QUIET : Pace.ENDING;
            case "CLEAN_UP" -> Pace.ENDING;
            default -> Pace.BUSY;
        };
    }

    /** Whether the bake time lasts at least until the longest pause from now. */
    private boolean bakes(ServiceDeploymentState deployment, Instant since) {
        Instant end = since.plus(
                Duration.ofMinutes(deployment.settings().bakeMinutes().orElse(0)));
        return now().plus(schedule.longest()).isBefore(end);
    }
}
