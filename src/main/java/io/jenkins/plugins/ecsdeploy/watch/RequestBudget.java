package io.jenkins.plugins.ecsdeploy.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * How many calls the waits make in one account and region: a token bucket, because AWS throttles by account and region.
 * If AWS throttles, the rate is halved, and recovers call by call. Thread-safe.
 */
final class RequestBudget {

    /** The calls of this many seconds may be made at once: those of one round belong together. */
    private static final double BURST_SECONDS = 2;

    private static final double LEAST_SHARE = 1.0 / 16;
    private static final double RECOVERY = 1.02;

    private final Clock clock;
    private final DoubleSupplier perSecond;
    private double share = 1;
    private double tokens;
    private Instant filledAt;

    /** @param perSecond read each time: an administrator may change it */
    RequestBudget(Clock clock, DoubleSupplier perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        tokens = perSecond.getAsDouble() * BURST_SECONDS;
        filledAt = clock.instant();
    }

    /** How long to wait before the next round; zero if calls may be made. */
    synchronized Duration delay() {
        fill();
        return tokens >= 1 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - tokens) / rate() * 1000));
    }

    /**
     * A call is made. A round that has begun is not cut short: the next one waits for what this one spends too much.
     */
    synchronized void spend() {
        fill();
        tokens--;
        share = Math.min(1, share * RECOVERY);
    }

    synchronized void throttled() {
        fill();
        share = Math.max(LEAST_SHARE, share / 2);
        tokens = Math.min(tokens, 0);
    }

    private double rate() {
        return perSecond.getAsDouble() * share;
    }

    private void fill() {
        Instant now = clock.instant();
        double seconds = Duration.between(filledAt, now).toMillis() / 1000.0;
        tokens = Math.min(perSecond.getAsDouble() * BURST_SECONDS, tokens + seconds * rate());
        filledAt = now;
    }
}
