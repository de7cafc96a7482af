package io.jenkins.plugins.ecsdeploy.operations.await;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.ManualWait;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A key that is replaced in Jenkins while a wait polls with the old one. */
class RotatedCredentialsTest {

    @TempDir
    Path folder;

    private Webshop webshop;
    private String key = "AKIABEFORE";

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void theWaitContinuesWithTheNewKey() throws Exception {
        ManualWait wait = begun();
        refuseNextPoll();
        key = "AKIAAFTER";
        wait.passUntilTheEnd();

        assertThat(webshop.log).anyMatch(line -> line.startsWith("AWS no longer accepts the credentials"));
        AwaitResult result = wait.waits().result();
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void theSameKeyIsNotTriedAgain() throws Exception {
        ManualWait wait = begun();
        refuseNextPoll();
        wait.passUntilTheEnd();

        assertThat(wait.waits().result().failure()).contains("the AWS credentials have expired");
    }

    @Test
    void aNewKeyThatIsRefusedTooEndsTheWait() throws Exception {
        ManualWait wait = begun();
        webshop.simulator.faults().always("ecs:.*", Faults.expiredToken());
        key = "AKIAAFTER";
        webshop.atEachPoll(() -> key = "AKIA" + webshop.clock.instant().getEpochSecond());
        wait.passUntilTheEnd();

        assertThat(wait.waits().result().failure()).contains("the AWS credentials have expired");
        assertThat(webshop.log.stream().filter(line -> line.startsWith("AWS no longer")))
                .hasSize(1);
    }

    private void refuseNextPoll() {
        webshop.simulator.faults().next(1, "ecs:.*", Faults.expiredToken());
    }

    private ManualWait begun() throws InterruptedException {
        UpdatedService updated = webshop.seeded()
                .update(webshop.register("shop/web:2", false).arn().orElseThrow());
        ManualWait wait = webshop.begin(
                webshop.state(updated, webshop.terms(Until.COMPLETE)),
                new BuildAccess(
                        List.of(this::connection),
                        List.of(AwaitObserver.NONE),
                        Map.of(),
                        webshop.pauses,
                        (step, line) -> webshop.log.add(line),
                        deployment -> Optional.empty(),
                        () -> true));
        wait.passToTheNextPoll();
        return wait;
    }

    private AwsConnection connection() {
        AwsConnection of = webshop.connection;
        return new AwsConnection(
                of.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "not-a-secret")),
                of.endpoint(),
                of.role(),
                of.proxy(),
                of.retryBackoff());
    }
}
