package io.jenkins.plugins.ecsdeploy.waitbench;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The calls made while all deployments bake: looked at again and again, it keeps the first and the last such moment. */
final class QuietCalls {

    private final World world;
    private Instant from;
    private Instant to;
    private int callsBefore;
    private int callsAfter;

    QuietCalls(World world) {
        this.world = world;
    }

    void look() {
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
