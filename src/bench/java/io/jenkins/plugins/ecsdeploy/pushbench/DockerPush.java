package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;

/** {@code docker push}. The engine is measured, because it does the work. */
final class DockerPush implements Contender {

    private final BenchEngine engine;

    DockerPush(BenchEngine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "docker push";
    }

    @Override
    public void prepare(BenchImage image) throws IOException, InterruptedException {
        engine.load(image);
    }

    /** Its cache is by the registry's address, which is new in each series. */
    @Override
    public void forget() {}

    @Override
    public Measured push(BenchImage image, int version, LoopbackRegistry registry)
            throws IOException, InterruptedException {
        String target = registry.authority + "/bench:v" + version;
        Shell.run("docker", "--host", engine.host, "tag", image.tag(version), target);
        try {
            return engine.with(() -> {
                long begun = System.nanoTime();
                Shell.run("docker", "--host", engine.host, "push", "--quiet", target);
                return new Measured((System.nanoTime() - begun) / 1e9, 0, 0, 0);
            });
        } finally {
            Shell.run("docker", "--host", engine.host, "rmi", "--no-prune", target);
        }
    }
}
