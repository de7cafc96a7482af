package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** skopeo and buildah, which share a library and its cache of compressed layers. */
final class ContainersPush implements Contender {

    /** The cache's file, for root and for other users. */
    private static final Path CACHE = "root".equals(System.getProperty("user.name"))
            ? Path.of("/var/lib/containers/cache/blob-info-cache-v1.boltdb")
            : Path.of(System.getProperty("user.home"), ".local/share/containers/cache/blob-info-cache-v1.boltdb");

    private interface Command {
        String[] of(BenchImage image, int version, String target);
    }

    private final String name;
    private final Command command;
    private final Path buildahStorage;

    private ContainersPush(String name, Path buildahStorage, Command command) {
        this.name = name;
        this.buildahStorage = buildahStorage;
        this.command = command;
    }

    static ContainersPush skopeoArchive() {
        return new ContainersPush("skopeo copy docker-archive:", null, (image, version, target) -> new String[] {
            "skopeo", "copy", "--quiet", "--dest-tls-verify=false", "docker-archive:" + image.archive(version), target
        });
    }

    static ContainersPush skopeoArchiveZstd() {
        return new ContainersPush("skopeo copy docker-archive: zstd", null, (image, version, target) -> new String[] {
            "skopeo",
            "copy",
            "--quiet",
            "--dest-tls-verify=false",
            "--format",
            "oci",
            "--dest-compress-format",
            "zstd",
            "docker-archive:" + image.archive(version),
            target
        });
    }

    static Contender skopeoDaemon(BenchEngine engine) {
        ContainersPush skopeo =
                new ContainersPush("skopeo copy docker-daemon:", null, (image, version, target) -> new String[] {
                    "skopeo",
                    "copy",
                    "--quiet",
                    "--src-daemon-host",
                    engine.host,
                    "--dest-tls-verify=false",
                    "docker-daemon:" + image.tag(version),
                    target
                });
        return new Contender() {
            @Override
            public String name() {
                return skopeo.name();
            }

            @Override
            public void prepare(BenchImage image) throws IOException, InterruptedException {
                engine.load(image);
            }

            @Override
            public void forget() throws IOException {
                skopeo.forget();
            }

            @Override
            public Measured push(BenchImage image, int version, LoopbackRegistry registry)
                    throws IOException, InterruptedException {
                return engine.with(() -> skopeo.push(image, version, registry));
            }
        };
    }

    static ContainersPush skopeoOci() {
        return new ContainersPush("skopeo copy oci:", null, (image, version, target) -> new String[] {
            "skopeo", "copy", "--quiet", "--dest-tls-verify=false", "oci:" + image.layout(version) + ":bench", target
        });
    }

    /** Pushes from buildah's own storage, where a build leaves an image. */
    static ContainersPush buildah(Path scratch) {
        Path storage = scratch.resolve("buildah");
        return new ContainersPush("buildah push", storage, (image, version, target) -> new String[] {
            "buildah",
            "--root",
            storage.resolve("root").toString(),
            "--runroot",
            storage.resolve("run").toString(),
            "--storage-driver",
            "vfs",
            "push",
            "--quiet",
            "--tls-verify=false",
            image.tag(version),
            target
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(BenchImage image) throws IOException, InterruptedException {
        if (buildahStorage != null) {
            for (int version = 1; version <= 2; version++) {
                Shell.run(
                        "buildah",
                        "--root",
                        buildahStorage.resolve("root").toString(),
                        "--runroot",
                        buildahStorage.resolve("run").toString(),
                        "--storage-driver",
                        "vfs",
                        "pull",
                        "--quiet",
                        "docker-archive:" + image.archive(version));
            }
        }
    }

    @Override
    public void forget() throws IOException {
        Files.deleteIfExists(CACHE);
    }

    @Override
    public Measured push(BenchImage image, int version, LoopbackRegistry registry)
            throws IOException, InterruptedException {
        return Shell.measure(command.of(image, version, "docker://" + registry.authority + "/bench:v" + version));
    }
}
