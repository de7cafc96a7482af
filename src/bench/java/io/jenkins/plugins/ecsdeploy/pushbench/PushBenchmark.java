package io.jenkins.plugins.ecsdeploy.pushbench;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Compares our push with other tools in one run, each series with an empty docker-registry on loopback
 * (docs/benchmarks.md). Needs docker-registry, skopeo, curl and GNU time; dockerd and buildah are measured if installed.
 * Prints each push when it has been measured, and Markdown tables at the end. {@code -Dpush.rounds=3},
 * {@code -Dpush.images=large,small,real}, {@code -Dpush.only=} a regular expression for the names of the contenders.
 */
public final class PushBenchmark {

    private static final long LARGE_LAYER_BYTES = 37_500_000;
    private static final long SMALL_LAYER_BYTES = 4_000_000;

    private final Path scratch;
    private final int rounds;
    private final Contender seeder = ContainersPush.skopeoArchive();

    private PushBenchmark(Path scratch, int rounds) {
        this.scratch = scratch;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("push-bench");
        List<Contender> contenders = new ArrayList<>();
        Optional<BenchEngine> engine = Optional.empty();
        try {
            for (boolean warm : new boolean[] {true, false}) {
                for (Compression compression : Compression.values()) {
                    contenders.add(OurPush.archive(compression, warm));
                }
            }
            contenders.add(OurPush.layout());
            contenders.add(ContainersPush.skopeoArchive());
            contenders.add(ContainersPush.skopeoArchiveZstd());
            contenders.add(ContainersPush.skopeoOci());
            if (Shell.has("buildah")) {
                contenders.add(ContainersPush.buildah(scratch));
            }
            if (Shell.has("dockerd")) {
                engine = Optional.of(new BenchEngine(scratch));
                contenders.addAll(ofEngine(engine.get()));
            }
            closeAllBut(System.getProperty("push.only", ".*"), contenders);
            PushBenchmark benchmark = new PushBenchmark(scratch, Integer.getInteger("push.rounds", 3));
            String images = System.getProperty("push.images", "large,small,real");
            if (images.contains("small")) {
                benchmark.run(BenchImage.make(scratch, "small", 5, SMALL_LAYER_BYTES), "20 MB, 5 layers", contenders);
            }
            if (images.contains("large")) {
                benchmark.run(BenchImage.make(scratch, "large", 8, LARGE_LAYER_BYTES), "300 MB, 8 layers", contenders);
            }
            if (images.contains("real")) {
                benchmark.run(
                        BenchImage.ofThisMachine(scratch, "real", 8, LARGE_LAYER_BYTES),
                        "300 MB of an operating system and a JDK, 8 layers",
                        contenders);
            }
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
            engine.ifPresent(BenchEngine::close);
            Shell.run("rm", "-rf", scratch.toString());
        }
    }

    private static List<Contender> ofEngine(BenchEngine engine) {
        return List.of(
                OurPush.image(engine, Compression.GZIP, true),
                OurPush.image(engine, Compression.ZSTD, true),
                OurPush.image(engine, Compression.GZIP, false),
                ContainersPush.skopeoDaemon(engine),
                new DockerPush(engine));
    }

    private static void closeAllBut(String names, List<Contender> contenders) throws IOException {
        for (Contender contender : List.copyOf(contenders)) {
            if (!contender.name().matches(names)) {
                contender.close();
                contenders.remove(contender);
            }
        }
    }

    private void run(BenchImage image, String title, List<Contender> contenders)
            throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            contender.prepare(image);
            if (contender instanceof OurPush ours && ours.isWarm()) {
                round(contender, image); // warms up the JVM
            }
        }
        Map<Contender, Map<Case, List<Measured>>> results = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                round(contender, image)
                        .forEach((which, measured) -> results.computeIfAbsent(contender, key -> new LinkedHashMap<>())
                                .computeIfAbsent(which, key -> new ArrayList<>())
                                .add(measured));
            }
        }
        Contender floor = new CurlFloor();
        for (int round = 0; round < rounds; round++) {
            try (LoopbackRegistry registry = new LoopbackRegistry(scratch)) {
                results.computeIfAbsent(floor, key -> new LinkedHashMap<>())
                        .computeIfAbsent(Case.COLD, key -> new ArrayList<>())
                        .add(measured(floor, image, 1, registry));
            }
        }
        print(title, results);
        Map<String, Map<Case, Measured>> medians = new LinkedHashMap<>();
        results.forEach((contender, cases) ->
                cases.forEach((which, all) -> medians.computeIfAbsent(contender.name(), key -> new LinkedHashMap<>())
                        .put(which, Measured.median(all))));
        Aims.print(image.name.equals("real"), medians);
    }

    /**
     * Cold, then by the same client one changed layer and an unchanged image; then, after an earlier build has pushed from
     * elsewhere, one changed layer and an unchanged image by a fresh client.
     */
    private Map<Case, Measured> round(Contender contender, BenchImage image) throws IOException, InterruptedException {
        Map<Case, Measured> round = new LinkedHashMap<>();
        try (LoopbackRegistry registry = new LoopbackRegistry(scratch)) {
            contender.forget();
            round.put(Case.COLD, measured(contender, image, 1, registry));
            round.put(Case.CHANGED_WARM, measured(contender, image, 2, registry));
            round.put(Case.UNCHANGED, measured(contender, image, 2, registry));
        }
        try (LoopbackRegistry registry = new LoopbackRegistry(scratch)) {
            Contender earlierBuild = contender instanceof OurPush ? contender : seeder;
            earlierBuild.push(image, 1, registry);
            contender.forget();
            round.put(Case.CHANGED_FRESH, measured(contender, image, 2, registry));
        }
        try (LoopbackRegistry registry = new LoopbackRegistry(scratch)) {
            Contender earlierBuild = contender instanceof OurPush ? contender : seeder;
            earlierBuild.push(image, 2, registry);
            contender.forget();
            round.put(Case.UNCHANGED_FRESH, measured(contender, image, 2, registry));
        }
        return round;
    }

    private static Measured measured(Contender contender, BenchImage image, int version, LoopbackRegistry registry)
            throws IOException, InterruptedException {
        double before = registry.storedMb();
        Measured push = contender.push(image, version, registry);
        Measured all = push.withStored(registry.storedMb() - before);
        System.out.println(contender.name() + " v" + version + " of " + image.name + ": " + all);
        return all;
    }

    private void print(String title, Map<Contender, Map<Case, List<Measured>>> results) {
        System.out.printf(Locale.ROOT, "%n%s, median of %d%n", title, rounds);
        for (Case which : Case.values()) {
            System.out.printf(
                    "%n| %s | wall s | CPU s | peak memory MB | stored MB |%n|---|---|---|---|---|%n", which.title);
            results.forEach((contender, cases) -> {
                if (cases.containsKey(which)) {
                    Measured median = Measured.median(cases.get(which));
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f | %.0f | %.1f |%n",
                            contender.name(),
                            median.wallSeconds(),
                            median.cpuSeconds(),
                            median.peakMemoryMb(),
                            median.storedMb());
                }
            });
        }
    }
}
