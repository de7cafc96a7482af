package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

class SuccessCheckTest {

    private static final String ASKED = "sha256:" + "a".repeat(64);
    private static final String OTHER = "sha256:" + "b".repeat(64);

    private final WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void anotherDigestThanRequestedIsAFailureThatNamesBoth() {
        Verdict verdict = wrong("registry.example/web@" + ASKED, OTHER).orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("container web runs " + OTHER).contains("web@" + ASKED);
    }

    @Test
    void theRequestedDigestIsNoFailure() {
        assertThat(wrong("registry.example/web@" + ASKED, ASKED)).isEmpty();
        assertThat(wrong("registry.example/web:1.2@" + ASKED, ASKED)).isEmpty();
    }

    @Test
    void aTagOrAMissingDigestProvesNothing() {
        assertThat(wrong("registry.example/web:1.2", OTHER)).isEmpty();
        assertThat(wrong("registry.example/web@" + ASKED, null)).isEmpty();
    }

    @Test
    void aRevisionThatMayNotBeReadIsNotedAndDisprovesNothing() {
        bed.simulator.seedWebshop();
        bed.simulator.faults().deny("ecs:DescribeServiceRevisions");
        WatchResult result = bed.await(bed.follow(bed.deploy()));

        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(bed.log)
                .singleElement()
                .asString()
                .contains("digest of the running image was not verified")
                .contains("Missing IAM action: ecs:DescribeServiceRevisions");
    }

    private static Optional<Verdict> wrong(String image, String runs) {
        return SuccessCheck.wrongImages(List.of(ServiceRevision.builder()
                .containerImages(ContainerImage.builder()
                        .containerName("web")
                        .image(image)
                        .imageDigest(runs)
                        .build())
                .build()));
    }
}
