package io.jenkins.plugins.ecsdeploy.operations.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.operations.RequestException;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.registry.EngineRoute;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushAnswer;
import io.jenkins.plugins.ecsdeploy.registry.PushAttempt;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a push goes, with which login, and what is said of it. */
class PushImageTest {

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private Webshop webshop;
    private EcrLogins logins;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder).seeded();
        logins = new EcrLogins(webshop.clock);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void theLoginOfAnEarlierPushIsKept() throws Exception {
        PushResult first = push(this::push, image("webshop", "1"));
        PushResult second = push(this::push, image("webshop", "1"));

        assertThat(first.pushed()).isTrue();
        assertThat(second.pushed()).isFalse();
        assertThat(webshop.calls("ecr:GetAuthorizationToken")).isEqualTo(1);
        assertThat(log)
                .contains(
                        "[ecrPush] Pushed " + first.uri(),
                        "[ecrPush] Already there: " + first.uri(),
                        "[ecrPush] Tags: 1");
    }

    @Test
    void aKeptLoginThatIsRefusedIsTriedOnceMoreWithANewOne() throws Exception {
        push(this::push, image("webshop", "1"));
        List<PushAttempt> attempts = new ArrayList<>();
        PushResult result = push(
                attempt -> {
                    attempts.add(attempt);
                    return attempts.size() == 1 ? PushAnswer.refused("403 expired", true) : push(attempt);
                },
                image("webshop", "2"));

        assertThat(result.tags()).containsExactly("2");
        assertThat(attempts).hasSize(2);
        assertThat(webshop.calls("ecr:GetAuthorizationToken")).isEqualTo(2);
        assertThat(log)
                .contains("[ecrPush] The registry refused the login that was kept from an earlier push; getting a new"
                        + " one.");
    }

    @Test
    void aNewLoginThatIsRefusedIsARefusal() {
        assertThatThrownBy(() -> push(attempt -> PushAnswer.refused("403 not for you", true), image("webshop", "1")))
                .isInstanceOf(EcsDeployException.class)
                .hasMessage("403 not for you");
        assertThat(webshop.calls("ecr:GetAuthorizationToken")).isEqualTo(1);
    }

    @Test
    void aMissingRepositoryIsCreatedIfAskedFor() throws Exception {
        ImageToPush image = new ImageToPush(
                source(), "shop/new", List.of("1"), Optional.of(EcrRepositorySettings.DEFAULT), PushOptions.STANDARD);
        push(this::push, image);

        assertThat(webshop.calls("ecr:CreateRepository")).isEqualTo(1);
        assertThat(log).anySatisfy(line -> assertThat(line).startsWith("[ecrPush] Created repository "));
    }

    @Test
    void anotherRegistryIsAskedForNothingOfAws() throws Exception {
        List<PushAttempt> attempts = new ArrayList<>();
        assertThatThrownBy(() -> run(
                        attempt -> {
                            attempts.add(attempt);
                            return PushAnswer.refused("not there", false);
                        },
                        new PushImage.Request(
                                image("shop/web", "1"),
                                new PushDestination.Other("registry.example.com:5000", Optional.empty()))))
                .hasMessage("not there");

        assertThat(attempts).hasSize(1);
        assertThat(log.get(0)).endsWith(" to registry.example.com:5000/shop/web");
        assertThat(webshop.simulator.operations()).isEmpty();
    }

    @Test
    void createRepositoryIsForEcrOnly() {
        ImageToPush image = new ImageToPush(
                source(), "shop/web", List.of("1"), Optional.of(EcrRepositorySettings.DEFAULT), PushOptions.STANDARD);
        assertThatThrownBy(() -> new PushImage.Request(
                        image, new PushDestination.Other("registry.example.com", Optional.empty())))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("ecrPush: createRepository works with Amazon ECR only.");
    }

    @Test
    void withoutATagNothingIsPushed() {
        assertThatThrownBy(() -> image("webshop"))
                .hasMessage("ecrPush: tags is missing: name at least one; latest is never implied.");
    }

    @Test
    void aRepositoryWithItsRegistryIsCorrected() {
        assertThatThrownBy(() -> image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/web", "1"))
                .hasMessageContaining(
                        "Write registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', repository: 'shop/web'.");
    }

    @Test
    void cacheFromIsForArchivesThatLearn() {
        assertThatThrownBy(() -> new ImageToPush(
                        new PushSource.EngineImage("web:1", Map.of(), EngineRoute.ENGINE),
                        "webshop",
                        List.of("1"),
                        Optional.empty(),
                        new PushOptions(true, List.of("main"), Compression.GZIP)))
                .hasMessageContaining("A Docker Engine finds out by itself");
        assertThatThrownBy(() -> new ImageToPush(
                        source(),
                        "webshop",
                        List.of("1"),
                        Optional.empty(),
                        new PushOptions(false, List.of("main"), Compression.GZIP)))
                .hasMessageContaining("Leave one of the two out");
    }

    private PushSource source() {
        return PushSource.Archive.at(webshop.image());
    }

    private ImageToPush image(String repository, String... tags) {
        return new ImageToPush(source(), repository, List.of(tags), Optional.empty(), PushOptions.STANDARD);
    }

    private PushAnswer push(PushAttempt attempt) throws InterruptedException {
        return attempt.run(new ImagePush(Retries.standard(), PushProgress.NONE));
    }

    private PushResult push(ImagePusher pusher, ImageToPush image) throws Exception {
        return run(pusher, new PushImage.Request(image, new PushDestination.Ecr(webshop.connection, Optional.empty())));
    }

    private PushResult run(ImagePusher pusher, PushImage.Request request) throws Exception {
        return new PushImage(logins, pusher, pause -> {})
                .run(request, (step, line) -> log.add("[" + step + "] " + line));
    }
}
