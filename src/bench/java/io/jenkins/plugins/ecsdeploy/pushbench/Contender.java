package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;

/** A way to push an image to a registry. */
interface Contender extends AutoCloseable {

    String name();

    /** Prepares the image as a build would leave it. Not measured. */
    void prepare(BenchImage image) throws IOException, InterruptedException;

    /** Deletes what earlier pushes left on this machine, as on a fresh agent. */
    void forget() throws IOException, InterruptedException;

    Measured push(BenchImage image, int version, LoopbackRegistry registry) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
}
