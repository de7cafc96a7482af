package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.PushLimits;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pushes over connections that are cut at random bytes, in random requests and answers: {@code -Dcuts.count} of them, with
 * the seed {@code -Dcuts.seed}. The profile {@code cuts} makes ten thousand cuts with a random seed, which is printed.
 */
class CutConnectionsTest {

    private static final byte[] BASE = TestImages.layer(1, 120_000);
    private static final byte[] TEXT = TestImages.textLayer(2, 150_000);
    private static final byte[] APP = TestImages.layer(3, 3_000);
    private static final byte[] PREVIOUS_APP = TestImages.layer(4, 3_000);

    /** So small that the image's layers need several chunks. */
    private static final PushLimits LIMITS = new PushLimits(4, 4_096, 16_384, Duration.ofMinutes(5));

    private static final List<String> REQUESTS = List.of(
            "HEAD .*/blobs/.*",
            "HEAD .*/manifests/.*",
            "GET .*/manifests/.*",
            "GET .*/blobs/sha256.*",
            "GET .*/uploads/.*",
            "GET .*/tags/.*",
            "POST .*",
            "PATCH .*",
            "PATCH .*",
            "PATCH .*",
            "PUT .*/blobs/uploads/.*",
            "PUT .*/manifests/.*");

    /** Null in a plain build: then the test is short and always the same. */
    private final Long count = Long.getLong("cuts.count");

    private final long seed = Long.getLong("cuts.seed", count == null ? 1 : System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void afterAnyCutTheImageIsRightOrThePushFails() throws Exception {
        long wanted = count == null ? 150 : count;
        System.out.println("cuts: -Dcuts.count=" + wanted + " -Dcuts.seed=" + seed);
        List<Path> archives = List.of(
                TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, TEXT, APP),
                TestImages.writeTar(folder.resolve("oci.tar"), TestImages.ociLayout("v1", BASE, TEXT, APP)));
        Path previous = TestImages.dockerArchive(folder.resolve("previous.tar"), "web:0", BASE, TEXT, PREVIOUS_APP);
        int pushes = 0;
        int succeeded = 0;
        try (RegistryFixture ecr = RegistryFixture.small(true, LIMITS);
                RegistryFixture plain = RegistryFixture.small(false, LIMITS)) {
            while (ecr.faults.met() + plain.faults.met() < wanted) {
                RegistryFixture registry = random.nextBoolean() ? ecr : plain;
                String repository = "web-" + pushes;
                registry.repositories.create(repository, RepositoryOptions.DEFAULT);
                if (random.nextInt(3) == 0) {
                    push(registry, previous, repository, PushOptions.STANDARD);
                }
                String which = "push " + pushes + " of -Dcuts.seed=" + seed;
                if (pushAndCut(registry, archives.get(random.nextInt(2)), repository, which)) {
                    succeeded++;
                }
                pushes++;
            }
        }
        System.out.println("cuts: " + pushes + " pushes, " + succeeded + " of them succeeded");
        assertThat(succeeded).as("-Dcuts.seed=%s", seed).isGreaterThan(pushes / 4);
    }

    private boolean pushAndCut(RegistryFixture registry, Path archive, String repository, String which)
            throws Exception {
        for (int faults = 1 + random.nextInt(7); faults > 0; faults--) {
            registry.faults.next(
                    1 + random.nextInt(2), "registry:" + REQUESTS.get(random.nextInt(REQUESTS.size())), fault());
        }
        PushOptions options =
                random.nextInt(4) == 0 ? new PushOptions(false, List.of(), Compression.GZIP) : PushOptions.STANDARD;
        Optional<PushResult> result = Optional.empty();
        try {
            result = Optional.of(push(registry, archive, repository, options));
        } catch (RegistryException failed) {
            assertThat(failed).as(which).hasMessageContaining("repository " + repository);
        } finally {
            registry.faults.clear();
        }
        RegistryClient reader = registry.client(repository);
        Optional<Manifest> tagged = reader.manifest("v1");
        if (result.isPresent()) {
            assertThat(tagged.map(Manifest::digest))
                    .as(which)
                    .contains(result.get().digest());
            assertThat(layers(reader, tagged.orElseThrow())).as(which).isEqualTo(digests(BASE, TEXT, APP));
        } else if (tagged.isPresent()) {
            // Perhaps only the last answer was lost. Otherwise the tag names what it named before.
            assertThat(layers(reader, tagged.get()))
                    .as(which)
                    .isIn(digests(BASE, TEXT, APP), digests(BASE, TEXT, PREVIOUS_APP));
        }
        return result.isPresent();
    }

    private Faults.Fault fault() {
        return switch (random.nextInt(10)) {
            case 0 -> new Faults.LoseAnswer();
            case 1 -> new Faults.CutAnswer(random.nextInt(1_000));
            case 2 -> new Faults.WrongDigest();
            case 3 -> new Faults.Answer(new AwsError(random.nextBoolean() ? 429 : 503, "BUSY", "later"));
            case 4 -> new Faults.Answer(new AwsError(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry"));
            default -> new Faults.Drop(random.nextInt(random.nextBoolean() ? 130_000 : 17_000));
        };
    }

    private static PushResult push(RegistryFixture registry, Path archive, String repository, PushOptions options)
            throws Exception {
        try (ImageArchive opened = TestImages.open(archive)) {
            return new ArchivePush(registry.client(repository), options, PushProgress.NONE).push(opened, List.of("v1"));
        }
    }

    /** The digests of the unpacked layers. */
    private static List<Digest> layers(RegistryClient reader, Manifest manifest) throws Exception {
        ManifestParts parts = ManifestParts.parse("manifest", manifest.bytes());
        assertThat(reader.blob(parts.config().orElseThrow().digest(), 100_000)).isPresent();
        List<Digest> digests = new ArrayList<>();
        for (Descriptor layer : parts.layers()) {
            byte[] blob = reader.blob(layer.digest(), 1_000_000).orElseThrow();
            assertThat(blob).hasSize((int) layer.sizeBytes());
            digests.add(Digest.sha256(unpacked(blob)));
        }
        return digests;
    }

    private static byte[] unpacked(byte[] gzipped) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return in.readAllBytes();
        }
    }

    private static List<Digest> digests(byte[]... layers) {
        List<Digest> digests = new ArrayList<>();
        for (byte[] layer : layers) {
            digests.add(Digest.sha256(layer));
        }
        return digests;
    }
}
