package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many pushes at once in one JVM. */
class ManyPushesTest {

    private static final int PUSHES = 20;

    /** Six that upload, ten of the HTTP client, and up to eight that compress. */
    private static final long MAX_THREADS = 24;

    /** Of other tests of this JVM, whose idle threads have not ended yet. */
    private final Set<Thread> before = ofOurs().collect(Collectors.toSet());

    private final AtomicLong mostThreads = new AtomicLong();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void pushesShareTheirThreads(Compression compression) throws Exception {
        Path archive = TestImages.dockerArchive(
                folder.resolve("web.tar"),
                "web:1",
                TestImages.layer(1, 1_300_000),
                TestImages.textLayer(2, 1_300_000),
                TestImages.layer(3, 5_000));
        ExecutorService builds = Executors.newFixedThreadPool(PUSHES);
        try (RegistryFixture registry = RegistryFixture.plain()) {
            List<Future<PushResult>> pushes = new ArrayList<>();
            for (int push = 0; push < PUSHES; push++) {
                String repository = "web-" + push;
                registry.repositories.create(repository, RepositoryOptions.DEFAULT);
                pushes.add(builds.submit(() -> new ImagePush(Retries.standard(), counting())
                        .push(
                                PushSource.Archive.at(archive),
                                registry.target(repository),
                                registry.login(),
                                List.of("1"),
                                new PushOptions(true, List.of(), compression))));
            }

            for (Future<PushResult> push : pushes) {
                assertThat(push.get().pushed()).isTrue();
            }
        } finally {
            builds.shutdownNow();
        }
        assertThat(ofOurs()).isNotEmpty();
        assertThat(mostThreads.get()).isLessThanOrEqualTo(MAX_THREADS);
    }

    private PushProgress counting() {
        return (blob, state, sent, total) -> mostThreads.accumulateAndGet(
                ofOurs().filter(thread -> !before.contains(thread)).count(), Math::max);
    }

    private static Stream<Thread> ofOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ecs-deploy-"));
    }
}
