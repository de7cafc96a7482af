package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;

/** A way to push an image to a registry. */
interface Contender extends AutoCloseable {

    String name();

    /** Has the image ready to be pushed, as a build would leave it; not measured. */
    void prepare(BenchImage image) throws IOException, InterruptedException;

    /** Forgets what earlier pushes have taught it, as a fresh agent has. */
    void forget() throws IOException, InterruptedException;

    Measured push(BenchImage image, int version, LoopbackRegistry registry) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
}
