package io.jenkins.plugins.ecsdeploy.simulator;

import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CountDownLatch;

/**
 * The simulated AWS alone, until it is interrupted. System properties: {@code simulator.port} (4590),
 * {@code simulator.speed} (times as fast as real time, 10), {@code simulator.scenario} (what happens to
 * the webshop's new tasks), {@code simulator.strategy} and {@code simulator.pause} (docs/simulator.md).
 */
public final class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        SimulatorOptions options;
        try {
            options = SimulatorOptions.of(System::getProperty);
        } catch (IllegalArgumentException wrong) {
            end("simulator not started: " + wrong.getMessage());
            return;
        }
        try (Simulator simulator = Simulator.start(options.port(), SimulatorClock.accelerated(options.speed()))) {
            simulator
                    .seed()
                    .strategy(options.strategy())
                    .readyWaitMinutes(options.pauseAt().isPresent() ? 60 : 0);
            simulator.seedWebshop();
            options.pauseAt().ifPresent(simulator.seed()::pauseAt);
            simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, options.scenario());
            System.out.println("simulator ready on " + simulator.endpoint());
            System.out.println("cluster " + WebshopSeed.CLUSTER);
            System.out.println("service " + WebshopSeed.SERVICE);
            System.out.println(
                    "repository " + WebshopSeed.SERVICE + " at " + simulator.authority() + "/" + WebshopSeed.SERVICE);
            System.out.println("region " + simulator.account().region() + ", " + factor(options.speed())
                    + " times as fast as real time, scenario " + SimulatorOptions.name(options.scenario())
                    + ", strategy " + SimulatorOptions.name(options.strategy())
                    + options.pauseAt().map(stage -> ", pausing at " + stage).orElse(""));
            new CountDownLatch(1).await(); // until the process is interrupted
        } catch (BindException taken) {
            end("simulator not started: port " + options.port() + " is taken; choose another with -Dsimulator.port=");
        }
    }

    private static void end(String lastLine) {
        System.out.println(lastLine);
        System.out.flush();
        Runtime.getRuntime().halt(1); // ends Maven too, without its error block behind our line
    }

    private static String factor(double speed) {
        return speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed);
    }
}
