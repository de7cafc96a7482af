package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;
import java.util.Map;

/** {@code aws ecs wait services-stable}, a process each; in real time only. */
final class CliWaits extends ThreadedWaits {

    private final SimulatedServices world;

    CliWaits(SimulatedServices world) {
        this.world = world;
    }

    @Override
    void await(String service) throws Exception {
        String endpoint = world.simulator.endpoint().toString();
        ProcessBuilder process = new ProcessBuilder(
                        "aws",
                        "--endpoint-url",
                        endpoint,
                        "ecs",
                        "wait",
                        "services-stable",
                        "--cluster",
                        FleetSeed.CLUSTER,
                        "--services",
                        service)
                .inheritIO();
        process.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        SimulatedServices.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        SimulatedServices.SECRET_KEY,
                        "AWS_DEFAULT_REGION",
                        world.connection.region().id()));
        int code = process.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("exit code " + code);
        }
    }

    @Override
    public void close() {}
}
