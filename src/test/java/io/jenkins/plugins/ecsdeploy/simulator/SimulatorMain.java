package io.jenkins.plugins.ecsdeploy.simulator;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.WebshopSeed;
import java.io.IOException;
import java.net.BindException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The simulated AWS alone, until it is interrupted. System properties: {@code simulator.port} (4590),
 * {@code simulator.speed} (times as fast as real time, 10), {@code simulator.scenario} (healthy, crash, unhealthy,
 * no-capacity, pull-error: what becomes of the webshop's new tasks).
 */
public final class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port;
        double speed;
        Scenario scenario;
        try {
            port = Integer.parseInt(System.getProperty("simulator.port", "4590"));
            speed = Double.parseDouble(System.getProperty("simulator.speed", "10"));
            scenario = scenario(System.getProperty("simulator.scenario", "healthy"));
        } catch (IllegalArgumentException wrong) {
            end("simulator not started: " + wrong.getMessage());
            return;
        }
        try (Simulator simulator = Simulator.start(port, SimulatorClock.accelerated(speed))) {
            simulator.seedWebshop();
            simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
            System.out.println("simulator ready on " + simulator.endpoint());
            System.out.println("cluster " + WebshopSeed.CLUSTER);
            System.out.println("service " + WebshopSeed.SERVICE);
            System.out.println(
                    "repository " + WebshopSeed.SERVICE + " at " + simulator.authority() + "/" + WebshopSeed.SERVICE);
            System.out.println("region " + simulator.account().region() + ", " + speed
                    + " times as fast as real time, scenario " + name(scenario));
            new CountDownLatch(1).await(); // until the process is interrupted
        } catch (BindException taken) {
            end("simulator not started: port " + port + " is taken; choose another with -Dsimulator.port=");
        }
    }

    private static void end(String lastLine) {
        System.out.println(lastLine);
        System.out.flush();
        Runtime.getRuntime().halt(1); // ends Maven too, without its error block behind our line
    }

    private static Scenario scenario(String name) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> name(scenario).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario " + name + "; there are "
                        + Arrays.stream(Scenario.values())
                                .map(SimulatorMain::name)
                                .collect(Collectors.joining(", "))));
    }

    private static String name(Scenario scenario) {
        return scenario.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
