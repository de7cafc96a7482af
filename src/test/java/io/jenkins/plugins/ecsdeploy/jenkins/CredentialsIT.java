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
        jenkins.script("no-credentials.groovy");

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
    void aRoleThatTheTargetPermitsIsAssumed() throws Exception {
        jenkins.client()
                .script(
                        "io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration.get().targets[0].allowedRoles ="
                                + " '.*:role/deploy.*'");

        Build build = deploy("assumed", ", roleArn: 'arn:aws:iam::123456789012:role/deployer'");

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("[updateService] AWS: account 123456789012, us-east-1 at ")
                .contains(", with the credentials aws-global of the target simulated, role"
                        + " arn:aws:iam::123456789012:role/deployer");
        assertThat(jenkins.simulator().operations()).contains("sts:AssumeRole");
    }

    @Test
    void aRoleThatTheTargetDoesNotPermitIsRefused() throws Exception {
        Build build = deploy("not-permitted", ", roleArn: 'arn:aws:iam::123456789012:role/deployer'");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: The role arn:aws:iam::123456789012:role/deployer may not be assumed with the"
                        + " credentials of the deployment target \"simulated\"");
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void aTargetUsesCredentialsThatNoJobCanName() throws Exception {
        jenkins.script("system-credentials.groovy");
        assertThat(deploy("by-target", "").result()).isEqualTo("SUCCESS");

        jenkins.script("no-credentials.groovy");
        Build build = deploy("by-itself", ", credentialsId: 'aws-system'");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("There are no AWS credentials \"aws-system\" that this build may use");
    }

    @Test
    void credentialsWithoutAKeyAreTheControllersRoleAndRefused() throws Exception {
        jenkins.script("keyless-credentials.groovy");

        for (String id : new String[] {"aws-keyless", "aws-keyless-role"}) {
            Build build = deploy(id, ", credentialsId: '" + id + "'");

            assertThat(build.result()).isEqualTo("FAILURE");
            assertThat(build.console())
                    .contains("ERROR: The AWS credentials \"" + id + "\" have no access key")
                    .doesNotContain("\tat ");
        }
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void anAgentsOwnEnvironmentDecidesNoAccount() throws Exception {
        jenkins.script("agent-environment.groovy");
        Build build = jenkins.client()
                .pipeline("agents", "node { updateService service: 'webshop', forceNewDeployment: true }")
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("AWS: account 123456789012, us-east-1 at ")
                .contains("with the credentials aws-global of the target simulated");
    }

    @Test
    void whatTheBuildHasSetIsTakenWhole() throws Exception {
        jenkins.script("agent-environment.groovy");
        Build build = jenkins.pipeline("set-by-the-build", "set-by-the-build.jenkinsfile")
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("updateService: cluster is missing. The default target simulated has credentials or a role of"
                        + " its own")
                .contains("found AKIASCRIPT in eu-west-1");
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:UpdateService");
    }

    @Test
    void aWaitOutsideOfTheBuildsCredentialsAsksNobody() throws Exception {
        jenkins.script("agent-environment.groovy");
        for (String wait : new String[] {"awaitSteady()", "awaitSteady cluster: 'rehearsal', service: 'webshop'"}) {
            Build build = jenkins.client()
                    .pipeline(
                            wait.replaceAll("[^a-zA-Z]+", "-") + "outside",
                            "withEnv(['AWS_ACCESS_KEY_ID=AKIASCRIPT', 'AWS_SECRET_ACCESS_KEY=not-a-key']) {\n"
                                    + "updateService region: 'us-east-1', cluster: 'rehearsal', target: 'elsewhere',"
                                    + " service: 'webshop', forceNewDeployment: true\n}\n" + wait)
                    .run();

            assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
            assertThat(build.console())
                    .contains("[updateService] AWS: account 123456789012, us-east-1 at ")
                    .contains("[updateService] Started deployment ")
                    .contains("ERROR: The build had set AWS credentials around the step that this continues");
        }
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:DescribeServiceDeployments");
    }

    private Build deploy(String job, String options) throws InterruptedException {
        return jenkins.client().pipeline(job, DEPLOY.formatted(options)).run();
    }
}
