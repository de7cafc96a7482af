package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Duration;

/**
 * How long to pause before the next look: short after a change, longer the longer nothing happens.
 *
 * @param shortest after a change
 * @param longest when nothing has changed for a while
 */
public record PollSchedule(Duration shortest, Duration longest) {

    public static final PollSchedule DEFAULT = new PollSchedule(Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** @param looksWithoutChange how many looks in a row saw nothing new */
    public Duration pause(int looksWithoutChange) {
        long millis = Math.round(shortest.toMillis() * Math.pow(1.25, Math.min(looksWithoutChange, 50)));
        return Duration.ofMillis(Math.min(millis, longest.toMillis()));
    }
}
