package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.GitFixture;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/examples/shared-library in a real Jenkins: the library in a Git repository, the program that uses it in another. */
class SharedLibraryIT {

    private static final Path EXAMPLE = Path.of("docs/examples/shared-library");

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private Shop shop;
    private GitFixture library;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(jenkins);
        shop.git.write("Jenkinsfile", Files.readString(EXAMPLE.resolve("Jenkinsfile")));
        shop.git.commit("The webshop");
        library = new GitFixture(jenkins).add(EXAMPLE);
        library.commit("deployToEcs");
    }

    /** @param libraries trusted or untrusted ones: {@code GlobalLibraries}, {@code GlobalUntrustedLibraries} */
    private void configure(String libraries) {
        library(libraries, """
                def source = new org.jenkinsci.plugins.workflow.libs.SCMSourceRetriever(
                        new jenkins.plugins.git.GitSCMSource('%s'))
                def library = new org.jenkinsci.plugins.workflow.libs.LibraryConfiguration('delivery', source)
                library.defaultVersion = 'main'
                """.formatted(library.remote()) + "[library]");
    }

    @AfterEach
    void close() throws IOException {
        if (library != null) {
            library("GlobalLibraries", "[]");
            library("GlobalUntrustedLibraries", "[]");
            library.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    private void library(String kind, String list) {
        jenkins.client()
                .script("def all = { " + list + " }\n" + "org.jenkinsci.plugins.workflow.libs." + kind
                        + ".get().libraries = all()");
    }

    @Test
    void theLibrarysStepTestsStagingAndDeploysProduction() throws Exception {
        configure("GlobalLibraries");
        shop.git.multibranch("with-library");
        Build build = shop.git.scan("with-library", "main", 1);
        shop.promote(build);
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsSubsequence(
                        "Paused at POST_TEST_TRAFFIC_SHIFT",
                        "ok: GET /cart: 200",
                        "[continueDeployment] Continued the deployment",
                        "SUCCEEDED: webshop:2 runs",
                        "to production?",
                        "10 % new",
                        "SUCCEEDED: webshop:2 runs");
        assertThat(Running.image(shop.production)).isEqualTo(Running.image(shop.staging));
    }

    @Test
    void inTheSandboxItRollsBackWhatItsTestRefuses() throws Exception {
        configure("GlobalUntrustedLibraries");
        shop.standIns.answers("/cart", 500);
        shop.git.multibranch("refused-by-library");

        Build build = shop.git.scan("refused-by-library", "main", 1).waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .containsSubsequence(
                        "FAILED: GET /cart: status 500",
                        "[continueDeployment] Rolling back the deployment",
                        "ROLLED_BACK: ");
        assertThat(Running.revision(shop.staging)).isEqualTo("webshop:1");
    }
}
