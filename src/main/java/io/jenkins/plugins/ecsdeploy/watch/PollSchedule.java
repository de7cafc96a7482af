package io.jenkins.plugins.ecsdeploy.watch;

import java.time.Duration;

/**
 * How long to pause before the next poll: short if something may end at any moment or has just changed, longer the
 * longer nothing happens.
 *
 * @param shortest after a change
 * @param longest if nothing has changed for a while, and in stages that only take time
 */
public record PollSchedule(Duration shortest, Duration longest) {

    public static final PollSchedule DEFAULT = new PollSchedule(Duration.ofSeconds(5), Duration.ofSeconds(15));

    private static final double GROWTH = 1.25;

    /** Of the shortest pause, if an end is near: on average the end is learned of half of this pause late. */
    private static final double ENDING_SHARE = 0.7;

    /**
     * After so many polls without a change an end is no longer considered near: about twelve minutes at the default
     * pauses.
     */
    private static final int NEAR_POLLS = 200;

    private static final int SERVICE_EVERY = 3;
    private static final int SERVICE_EVERY_QUIET = 4;

    /** What to expect of a deployment. */
    enum Pace {
        /** What is waited for may come with the next poll. */
        ENDING,
        /** Tasks start and stop. */
        BUSY,
        /** Baking, or paused at a gate. */
        QUIET
    }

    /** @param unchangedPolls how many polls in a row saw nothing new */
    Duration pause(Pace pace, int unchangedPolls) {
        return switch (pace) {
            case ENDING ->
                unchangedPolls < NEAR_POLLS
                        ? times(shortest, ENDING_SHARE)
                        : pause(Pace.BUSY, unchangedPolls - NEAR_POLLS);
            case BUSY -> {
                Duration grown = times(shortest, Math.pow(GROWTH, Math.min(unchangedPolls, 50)));
                yield grown.compareTo(longest) < 0 ? grown : longest;
            }
            case QUIET -> longest;
        };
    }

    /** The pause while anything may happen at any moment. @param unchangedPolls how many polls in a row saw nothing new */
    public Duration whileBusy(int unchangedPolls) {
        return pause(Pace.BUSY, unchangedPolls);
    }

    /** How old the service's own state, which has the events, may become while its deployment is polled. */
    Duration serviceMayBe(Pace pace) {
        return pace == Pace.QUIET ? longest.multipliedBy(SERVICE_EVERY_QUIET) : shortest.multipliedBy(SERVICE_EVERY);
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
