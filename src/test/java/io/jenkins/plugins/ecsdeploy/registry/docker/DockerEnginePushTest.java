package io.jenkins.plugins.ecsdeploy.registry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the Docker Engine of this machine. Skipped if none answers. */
public class DockerEnginePushTest {

    private static final String LOCAL = "ecs-deploy-test/web:local";

    @TempDir
    Path folder;

    private DockerEngine engine;
    private RegistryFixture ecr;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        engine = engineOrSkip();
        ecr = RegistryFixture.ecr();
        ecr.repositories.create("web/shop", RepositoryOptions.DEFAULT);
        load(TestImages.layer(1, 300_000), TestImages.layer(2, 2_000));
    }

    @AfterEach
    void stop() throws IOException {
        if (ecr != null) {
            ecr.close();
            remove(LOCAL);
        }
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void anImageOfTheEngineIsPushedWithAllItsTags() throws Exception {
        List<PushProgress.State> states = Collections.synchronizedList(new ArrayList<>());
        PushResult result = push((blob, state, sent, total) -> states.add(state), "1.0", "stable");

        assertThat(result.pushed()).isTrue();
        assertThat(result.uri()).hasToString(ecr.authority() + "/web/shop@" + result.digest());
        for (String tag : result.tags()) {
            assertThat(ecr.registry.digestOf(ecr.authority() + "/web/shop:" + tag))
                    .contains(result.digest().toString());
        }
        assertThat(states).contains(PushProgress.State.CHECKING, PushProgress.State.DONE);
        assertThat(result.bytesSent()).isPositive();
    }

    @Test
    void theRegistrysTagsAreRemovedAfterwards() throws Exception {
        push(PushProgress.NONE, "1.0");

        assertThatThrownBy(() -> engine.client()
                        .inspectImageCmd(ecr.authority() + "/web/shop:1.0")
                        .exec())
                .isInstanceOf(NotFoundException.class);
        assertThat(engine.client().inspectImageCmd(LOCAL).exec().getId()).startsWith("sha256:");
    }

    @Test
    void aTagThatExistedBeforeStays() throws Exception {
        String name = ecr.authority() + "/web/shop";
        engine.client().tagImageCmd(LOCAL, name, "1.0").exec();
        try {
            push(PushProgress.NONE, "1.0");
            assertThat(engine.client().inspectImageCmd(name + ":1.0").exec().getRepoTags())
                    .contains(name + ":1.0");
        } finally {
            remove(name + ":1.0");
        }
    }

    @Test
    void aSecondPushReportsThatNothingWasPushed() throws Exception {
        PushResult first = push(PushProgress.NONE, "1.0");

        PushResult second = push(PushProgress.NONE, "1.0");

        assertThat(second.pushed()).isFalse();
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    @Test
    void anImmutableTagOfAnotherImageIsAnError() throws Exception {
        ecr.repositories.delete("web/shop");
        ecr.repositories.create("web/shop", RepositoryOptions.DEFAULT.withImageTagMutability("IMMUTABLE", List.of()));
        push(PushProgress.NONE, "1.0");
        load(TestImages.layer(3, 2_000));

        assertThatThrownBy(() -> push(PushProgress.NONE, "1.0"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("repository web/shop")
                .hasMessageContaining("immutable")
                .hasMessageContaining("Use a new tag");
    }

    @Test
    void aMissingImageIsNamedWithTheEngine() {
        assertThatThrownBy(() -> new DockerEnginePush(engine, ecr.client("web/shop"), ecr.login(), PushProgress.NONE)
                        .push("ecs-deploy-test/nothing:1", List.of("1.0")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(
                        "The Docker Engine at " + engine.host() + " has no image" + " 'ecs-deploy-test/nothing:1'");
    }

    @Test
    void refusedCredentialsAreReportedButNotShown() {
        Optional<RegistryCredentials> wrong = Optional.of(new RegistryCredentials("AWS", "pass-word"));
        RegistryClient client = ecr.client(ecr.target("web/shop"), wrong);

        assertThatThrownBy(() ->
                        new DockerEnginePush(engine, client, wrong, PushProgress.NONE).push(LOCAL, List.of("1.0")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("push of " + ecr.authority() + "/web/shop:1.0")
                .hasMessageNotContaining("pass-word");
    }

    @Test
    void aMissingRepositoryIsNamed() {
        RegistryClient client = ecr.client("nowhere");

        assertThatThrownBy(() -> new DockerEnginePush(engine, client, ecr.login(), PushProgress.NONE)
                        .push(LOCAL, List.of("1.0")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("repository nowhere")
                .hasMessageContaining("Create the repository nowhere first");
    }

    private PushResult push(PushProgress progress, String... tags) throws InterruptedException {
        return new DockerEnginePush(engine, ecr.client("web/shop"), ecr.login(), progress).push(LOCAL, List.of(tags));
    }

    private void load(byte[]... layers) throws IOException {
        Path tar = TestImages.dockerArchive(folder.resolve("load.tar"), LOCAL, layers);
        try (InputStream in = Files.newInputStream(tar)) {
            engine.client().loadImageCmd(in).exec();
        }
    }

    private void remove(String name) {
        try {
            engine.client().removeImageCmd(name).exec();
        } catch (NotFoundException gone) {
            // nothing to remove
        }
    }

    public static DockerEngine engineOrSkip() throws InterruptedException {
        try {
            return DockerEngine.find(Map.of());
        } catch (RegistryException none) {
            assumeTrue(false, "needs a Docker Engine: " + none.getMessage());
            throw none;
        }
    }
}
