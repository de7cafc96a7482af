package io.jenkins.plugins.ecsdeploy.waitbench;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Counts the calls made while all deployments bake, from the first to the last sample in which they do. */
final class BakeTimeCalls {

    private final SimulatedServices world;
    private Instant from;
    private Instant to;
    private int callsBefore;
    private int callsAfter;

    BakeTimeCalls(SimulatedServices world) {
        this.world = world;
    }

    void sample() {
        Map<String, Long> stages = world.simulator.fleet().stages();
        if (stages.keySet().equals(Set.of("BAKE_TIME"))) {
            to = world.clock.instant();
            callsAfter = world.simulator.operations().size();
            if (from == null) {
                from = to;
                callsBefore = callsAfter;
            }
        }
    }

    @Override
    public String toString() {
        return from == null
                ? "never all baking at once"
                : (callsAfter - callsBefore) + " calls in "
                        + Duration.between(from, to).toSeconds() + " s of all baking";
    }
}
