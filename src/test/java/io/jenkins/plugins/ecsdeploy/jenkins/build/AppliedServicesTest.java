package io.jenkins.plugins.ecsdeploy.jenkins.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.service.AppliedMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job remembers of the services that it has applied. */
class AppliedServicesTest {

    private static final ServiceRef SHOP = new ServiceRef("shop", "web");
    private static final AppliedMembers ONE = new AppliedMembers(Map.of("desiredCount", "abc"));

    @TempDir
    Path job;

    @Test
    void eachServiceOfEachPlaceIsKept() {
        applied("us-east-1").applied(SHOP, ONE);
        applied("eu-central-1").applied(SHOP, new AppliedMembers(Map.of("tags", "def")));

        assertThat(applied("us-east-1").last(SHOP)).isEqualTo(ONE);
        assertThat(applied("us-east-1").last(new ServiceRef("shop", "worker"))).isEqualTo(AppliedMembers.none());
        assertThat(applied("eu-central-1").last(SHOP).fingerprints()).containsOnlyKeys("tags");
        assertThat(applied("us-east-1").last(new ServiceRef("arn:aws:ecs:us-east-1:123456789012:cluster/shop", "web")))
                .as("the cluster by its ARN")
                .isEqualTo(ONE);
    }

    @Test
    void aBrokenFileIsNoReasonToFail() throws IOException {
        Files.writeString(job.resolve("ecs-applied-services.json"), "{");

        assertThat(applied("us-east-1").last(SHOP)).isEqualTo(AppliedMembers.none());
        applied("us-east-1").applied(SHOP, ONE);
        assertThat(applied("us-east-1").last(SHOP)).isEqualTo(ONE);
        assertThat(job.toFile().list()).containsExactly("ecs-applied-services.json");
    }

    private AppliedServices applied(String region) {
        return new AppliedServices(
                job, new KnownAws(KnownAws.Source.BUILD, null, region, "123456789012", null, null, null, null));
    }
}
