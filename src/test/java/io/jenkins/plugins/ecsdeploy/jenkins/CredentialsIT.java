package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose credentials a build deploys with, and which targets it may use. */
class CredentialsIT {

    private static final String DEPLOY =
            "updateService target: 'simulated', service: 'webshop', forceNewDeployment: true%s\nawaitSteady()";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aTargetThatIsLimitedToOtherJobsIsRefused() throws Exception {
        jenkins.script("limits.groovy");

        Build build = deploy("not-allowed", "");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: The deployment target \"simulated\" may not be used by not-allowed: it is limited to"
                        + " other jobs.");
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void aLimitedTargetWorksForTheJobsThatItNames() throws Exception {
        jenkins.client().folder("shop");
        jenkins.script("limits.groovy");

        Build build = deploy("shop/allowed", "");

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    @Test
    void aCredentialOfAFolderWorksForTheJobsInIt() throws Exception {
        jenkins.client().folder("team");
        jenkins.script("folder-credentials.groovy");

        Build build = deploy("team/deploy", ", credentialsId: 'aws-team'");

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    @Test
    void aCredentialThatTheBuildCannotSeeIsNamed() throws Exception {
        Build build = deploy("outside", ", credentialsId: 'aws-of-another-team'");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: There are no AWS credentials \"aws-of-another-team\" that this build may use.");
    }

    @Test
    void theControllersOwnRoleIsNotUsedUnlessAllowed() throws Exception {
        jenkins.script("no-credentials.groovy");

        Build build = deploy("no-credentials", "");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: No AWS credentials:")
                .contains("The controller's own role may not be used");
    }

    @Test
    void secretTextsOfWithCredentialsWork() throws Exception {
        jenkins.script("secret-texts.groovy");

        Build build = jenkins.pipeline("with-credentials", "with-credentials.jenkinsfile")
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    @Test
    void theBindingOfTheAwsCredentialsPluginWorks() throws Exception {
        jenkins.script("no-credentials.groovy");

        Build build = jenkins.pipeline("aws-binding", "aws-binding.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    @Test
    void aRoleIsAssumed() throws Exception {
        Build build = deploy("assumed", ", roleArn: 'arn:aws:iam::123456789012:role/deployer'");

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(jenkins.simulator().operations()).contains("sts:AssumeRole");
    }

    private Build deploy(String job, String options) throws InterruptedException {
        return jenkins.client().pipeline(job, DEPLOY.formatted(options)).run();
    }
}
