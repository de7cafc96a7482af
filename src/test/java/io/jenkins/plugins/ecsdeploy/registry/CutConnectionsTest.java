package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.TestImages;
import io.jenkins.plugins.ecsdeploy.simulator.registry.RepositorySettings;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutConnectionsTest {

    private static final int PUSHES = 60;
    private static final int LARGEST_LAYER = 600_000;

    @TempDir
    Path folder;

    @Test
    void cutsAnywhereEndInTheRightImageOrInAClearErrorWithoutATag() throws Exception {
        long seed = Long.getLong("cut.seed", System.nanoTime());
        Random random = new Random(seed);
        Path tar = TestImages.dockerArchive(
                folder.resolve("web.tar"), "web:1", TestImages.layer(1, LARGEST_LAYER), TestImages.layer(2, 3_000));
        int succeeded = 0;
        try (RegistryFixture ecr = RegistryFixture.ecr();
                ImageArchive archive = ImageArchive.open(tar)) {
            Digest digest = TestImages.image(archive).root().digest();
            for (int i = 0; i < PUSHES; i++) {
                String repository = "web-" + i;
                ecr.repositories.create(repository, RepositorySettings.DEFAULT);
                for (int cuts = random.nextInt(8); cuts >= 0; cuts--) {
                    ecr.faults.next(1, anyRequest(random), new Faults.Drop(random.nextInt(LARGEST_LAYER)));
                }
                boolean pushed = push(ecr, archive, repository, "push " + i + " with -Dcut.seed=" + seed);
                ecr.faults.clear();
                assertThat(ecr.registry.digestOf(ecr.authority() + "/" + repository + ":v1"))
                        .as("push %s with -Dcut.seed=%s", i, seed)
                        .isEqualTo(pushed ? Optional.of(digest.toString()) : tagAfterFailure(ecr, repository, digest));
                succeeded += pushed ? 1 : 0;
            }
        }
        assertThat(succeeded).as("-Dcut.seed=%s", seed).isPositive();
    }

    /** The last manifest's answer may have been lost: then the tag is there, and it is the right one. */
    private static Optional<String> tagAfterFailure(RegistryFixture ecr, String repository, Digest digest) {
        return ecr.registry.digestOf(ecr.authority() + "/" + repository + ":v1").map(there -> digest.toString());
    }

    private static boolean push(RegistryFixture ecr, ImageArchive archive, String repository, String which)
            throws InterruptedException {
        try {
            PushResult result = new ArchivePush(ecr.client(repository), PushOptions.STANDARD, PushProgress.NONE)
                    .push(archive, List.of("v1"));
            assertThat(result.pushed()).as(which).isTrue();
            return true;
        } catch (RegistryException failed) {
            assertThat(failed)
                    .as(which)
                    .hasMessageContaining("repository " + repository)
                    .hasMessageContaining("broke");
            return false;
        }
    }

    private static String anyRequest(Random random) {
        List<String> methods = List.of("HEAD", "POST", "PATCH", "PUT .*/blobs/uploads", "PUT .*/manifests");
        return "registry:" + methods.get(random.nextInt(methods.size())) + ".*";
    }
}
