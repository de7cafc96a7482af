package io.jenkins.plugins.ecsdeploy.waitbench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured.
 *
 * @param way poller, waiter, cli or heap
 * @param count of deployments, and of waits
 * @param requestsPerSecond of the poller, for its account and region
 * @param spread over which the deployments begin, in the simulator's time
 * @param speed times as fast as the machine's time
 * @param bakeMinutes of blue/green; 0 for rolling deployments
 */
record WaitOptions(String way, int count, double requestsPerSecond, Duration spread, double speed, int bakeMinutes) {

    /**
     * @param arguments the way, the count, then {@code rate=}, {@code spread=} (seconds), {@code speed=}, {@code bake=}
     */
    static WaitOptions of(List<String> arguments) {
        Map<String, Double> named = new HashMap<>(Map.of("rate", 5.0, "spread", 60.0, "speed", 1.0, "bake", 0.0));
        for (String argument : arguments.subList(2, arguments.size())) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || named.put(parts[0], Double.valueOf(parts[1])) == null) {
                throw new IllegalArgumentException("not an option: " + argument);
            }
        }
        return new WaitOptions(
                arguments.get(0),
                Integer.parseInt(arguments.get(1)),
                named.get("rate"),
                Duration.ofMillis(Math.round(named.get("spread") * 1000)),
                named.get("speed"),
                named.get("bake").intValue());
    }

    /** As long as {@code aws ecs wait} and the SDK's waiter pause. */
    private static final double LATEST_BEGIN_SECONDS = 15;

    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    /**
     * How long after its deployment this wait begins, spread evenly: all deployments take equally long, and a wait that
     * polls at fixed times would miss all of their ends by the same time.
     */
    Duration waitBegins(int number) {
        return Duration.ofMillis(Math.round(1000 * LATEST_BEGIN_SECONDS * (number * GOLDEN_RATIO % 1)));
    }

    /** How long after the first deployment this one begins. */
    Duration beginOf(int number) {
        return spread.multipliedBy(number).dividedBy(count);
    }
}
