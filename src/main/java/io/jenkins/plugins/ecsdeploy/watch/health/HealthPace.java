package io.jenkins.plugins.ecsdeploy.watch.health;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;

/**
 * When a wait reads the health of its service's targets: after tasks, traffic or stage have changed, and every half a minute
 * while not all targets are healthy. Nothing depends on it, so a refusal ends it.
 */
public final class HealthPace {

    private static final Duration WHILE_UNHEALTHY = Duration.ofSeconds(30);

    @CheckForNull
    private TargetCounts last;

    private Instant readAt = Instant.MIN;
    private int seen;
    private boolean refused;

    /** @param tasksAndTraffic a hash of what was seen of them */
    public boolean isDue(int tasksAndTraffic, Instant now) {
        boolean changed = last == null || seen != tasksAndTraffic;
        boolean again = last != null && !last.areAllHealthy() && !now.isBefore(readAt.plus(WHILE_UNHEALTHY));
        if (refused || !changed && !again) {
            return false;
        }
        seen = tasksAndTraffic;
        readAt = now;
        return true;
    }

    /** @return whether it differs from what was read before */
    public boolean read(TargetCounts counts) {
        boolean differs = !counts.equals(last);
        last = counts;
        return differs;
    }

    public void refused() {
        refused = true;
    }
}
