package io.jenkins.plugins.ecsdeploy.simulator;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How the simulated AWS is started alone.
 *
 * @param port on loopback; 0 for a free one
 * @param speed how many times as fast as real time
 * @param scenario what happens to the webshop's new tasks
 * @param strategy how the webshop deploys
 * @param pauseAt a lifecycle stage at which its deployments pause
 */
record SimulatorOptions(
        int port, double speed, Scenario scenario, WebshopSeed.Strategy strategy, Optional<String> pauseAt) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code simulator.port} (4590), {@code simulator.speed} (10), {@code simulator.scenario} (healthy), {@code
     * simulator.strategy} (blue-green) and {@code simulator.pause} (none).
     *
     * @param property by name; null if it isn't set
     * @throws IllegalArgumentException naming the option, what it can be and what it was
     */
    static SimulatorOptions of(UnaryOperator<String> property) {
        return new SimulatorOptions(
                port(property),
                speed(property),
                choice(property, "simulator.scenario", "healthy", Scenario.values()),
                choice(property, "simulator.strategy", "blue-green", WebshopSeed.Strategy.values()),
                Optional.ofNullable(property.apply("simulator.pause")).filter(stage -> !stage.isBlank()));
    }

    /** A choice's name on a command line. */
    static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int port(UnaryOperator<String> property) {
        return number(property, "simulator.port", "4590", port -> port >= 0 && port <= HIGHEST_PORT && port % 1 == 0)
                .orElseThrow(() -> wrong(property, "simulator.port", "a number from 0 to " + HIGHEST_PORT))
                .intValue();
    }

    private static double speed(UnaryOperator<String> property) {
        return number(property, "simulator.speed", "10", speed -> speed > 0 && Double.isFinite(speed))
                .orElseThrow(() -> wrong(property, "simulator.speed", "a number above 0"));
    }

    private static <E extends Enum<E>> E choice(
            UnaryOperator<String> property, String option, String otherwise, E[] choices) {
        String wanted = value(property, option, otherwise);
        return Arrays.stream(choices)
                .filter(choice -> name(choice).equals(wanted))
                .findFirst()
                .orElseThrow(() -> wrong(
                        property,
                        option,
                        "one of "
                                + Arrays.stream(choices)
                                        .map(SimulatorOptions::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static Optional<Double> number(
            UnaryOperator<String> property, String name, String otherwise, Predicate<Double> allowed) {
        try {
            return Optional.of(Double.valueOf(value(property, name, otherwise))).filter(allowed);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static String value(UnaryOperator<String> property, String name, String otherwise) {
        return Optional.ofNullable(property.apply(name)).orElse(otherwise);
    }

    private static IllegalArgumentException wrong(UnaryOperator<String> property, String name, String allowed) {
        return new IllegalArgumentException(name + " must be " + allowed + ", not " + property.apply(name));
    }
}
