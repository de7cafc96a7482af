package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;

/** A thread for each wait, which is held until its end. */
abstract class ThreadedWaits implements WaitContender {

    /** Returns when the service is stable. */
    abstract void await(String service) throws Exception;

    @Override
    public final void begin(FleetSeed.Update update, Runnable learned) {
        Thread thread = new Thread(
                () -> {
                    try {
                        await(update.service());
                        learned.run();
                    } catch (Exception failed) {
                        System.out.println(update.service() + " failed: " + failed);
                    }
                },
                "wait-" + update.service());
        thread.setDaemon(true);
        thread.start();
    }
}
