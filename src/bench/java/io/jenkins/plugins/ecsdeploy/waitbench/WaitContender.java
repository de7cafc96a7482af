package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;

/** A way to wait for the ends of many deployments. */
interface WaitContender extends AutoCloseable {

    /**
     * Begins to wait for the end of this deployment, and returns at once.
     *
     * @param learned run when the end is known
     */
    void begin(FleetSeed.Update update, Runnable learned);

    @Override
    void close();
}
