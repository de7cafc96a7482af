package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/examples/delivery in a real Jenkins, as it lies there, as a multibranch job: from a commit to production, or back. */
class DeliveryIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(jenkins);
        // Production's address, without the certificate that a stand-in has not.
        shop.git.write("Jenkinsfile", shop.git.read("Jenkinsfile").replace("https://shop", "http://shop"));
        shop.git.commit("The webshop");
    }

    @AfterEach
    void close() throws IOException {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void aCommitGoesFromGitToProductionAsOneDigest() throws Exception {
        shop.git.branch("feature");
        shop.git.commit("Something that is not ready");
        shop.git.multibranch("delivered");

        Build feature = shop.git.scan("delivered", "feature", 1).waitForEnd();
        assertThat(feature.result()).as(feature.console()).isEqualTo("SUCCESS");
        assertThat(feature.console())
                .contains("(stand-in for docker: build --tag webshop:")
                .doesNotContain("[ecrPush]");

        Build main = shop.git.scan("delivered", "main", 1);
        shop.promote(main);
        main.waitForEnd();
        assertThat(main.result()).as(main.console()).isEqualTo("SUCCESS");
        assertThat(main.console())
                .containsSubsequence(
                        "(stand-in for mvnw",
                        "[ecrPush] Pushed ",
                        "Paused at POST_TEST_TRAFFIC_SHIFT",
                        "ok: GET /cart: 200",
                        "(stand-in for bzt: -o settings.env.TARGET=http://webshop",
                        "[continueDeployment] Continued the deployment",
                        "SUCCEEDED: webshop:2 runs",
                        "to production?",
                        "[registerTaskDefinition] AWS: account 210987654321",
                        "no faults",
                        "10 % new",
                        "Reached trafficShifted",
                        "ok: GET /health: 200",
                        "SUCCEEDED: webshop:2 runs");
        assertThat(Running.image(shop.production))
                .isEqualTo(Running.image(shop.staging))
                .contains("@sha256:");
    }

    @Test
    void whatFailsInStagingIsRolledBackThere() throws Exception {
        shop.standIns.program("bzt", "echo 'Request label stats: cart 12 % failed'; exit 3");
        shop.git.multibranch("stopped-in-staging");

        Build build = shop.git.scan("stopped-in-staging", "main", 1).waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .containsSubsequence(
                        "ok: GET /cart: 200",
                        "cart 12 % failed",
                        "[continueDeployment] Rolling back the deployment",
                        "ROLLED_BACK: ")
                .contains("script returned exit code 3")
                .doesNotContain("to production?");
        assertThat(Running.revision(shop.staging)).isEqualTo("webshop:1");
        assertThat(shop.production.operations()).isEmpty();
    }

    @Test
    void whatFailsInProductionIsRolledBackThere() throws Exception {
        shop.git.multibranch("back-in-production");
        Build build = shop.git.scan("back-in-production", "main", 1);
        build.waitForLine("to production?");
        shop.standIns.answers("/cart", 500);
        shop.promote(build);
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .containsSubsequence(
                        "SUCCEEDED: webshop:2 runs",
                        "Reached trafficShifted",
                        "FAILED: GET /cart: status 500 instead of 200",
                        "[rollbackService] AWS: account 210987654321",
                        "ROLLED_BACK: Rolled back by this build (rollbackService)");
        assertThat(Running.revision(shop.production)).isEqualTo("webshop:1");
        assertThat(Running.revision(shop.staging)).isEqualTo("webshop:2");
    }
}
