package io.jenkins.plugins.ecsdeploy.watch;

import java.time.Duration;

/**
 * How long to pause before the next look: short when something may end at any moment or has just changed, longer the
 * longer nothing happens.
 *
 * @param shortest after a change
 * @param longest when nothing has changed for a while, and in stages that only take their time
 */
public record PollSchedule(Duration shortest, Duration longest) {

    public static final PollSchedule DEFAULT = new PollSchedule(Duration.ofSeconds(5), Duration.ofSeconds(15));

    private static final double GROWTH = 1.25;

    /** What the end is worth: half of this is how late it is learned of, on average. */
    private static final double ENDING_SHARE = 0.7;

    /** After so many looks in vain an end is no longer called near: some twelve minutes at the usual pauses. */
    private static final int NEAR_LOOKS = 200;

    private static final int SERVICE_EVERY = 3;
    private static final int SERVICE_EVERY_QUIET = 4;

    /** What a deployment is at. */
    enum Pace {
        /** What is waited for may come with the next look. */
        ENDING,
        /** Tasks start and stop. */
        BUSY,
        /** Baking, or standing at a gate. */
        QUIET
    }

    /** @param looksWithoutChange how many looks in a row saw nothing new */
    Duration pause(Pace pace, int looksWithoutChange) {
        return switch (pace) {
            case ENDING ->
                looksWithoutChange < NEAR_LOOKS
                        ? times(shortest, ENDING_SHARE)
                        : pause(Pace.BUSY, looksWithoutChange - NEAR_LOOKS);
            case BUSY -> {
                Duration grown = times(shortest, Math.pow(GROWTH, Math.min(looksWithoutChange, 50)));
                yield grown.compareTo(longest) < 0 ? grown : longest;
            }
            case QUIET -> longest;
        };
    }

    /** How old the service's own state may get while its deployment is looked at: it brings the events. */
    Duration serviceMayBe(Pace pace) {
        return pace == Pace.QUIET ? longest.multipliedBy(SERVICE_EVERY_QUIET) : shortest.multipliedBy(SERVICE_EVERY);
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
