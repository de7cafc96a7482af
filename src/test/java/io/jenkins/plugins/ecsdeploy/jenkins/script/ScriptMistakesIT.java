package io.jenkins.plugins.ecsdeploy.jenkins.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real Pipeline makes of mistakes in a script's arguments, and of paths inside of {@code dir}. */
class ScriptMistakesIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void eachMistakeIsOneLineThatNamesTheParameter() throws Exception {
        Build build = jenkins.pipeline("mistakes", "mistakes.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("1: ecrPush: tags[1] is null: give it a value, or leave it out.")
                .contains("2: updateService: strategy.bakeMinutes must be a whole number, not 2.5.")
                .contains("3: awaitSteady: services[0] is null: give it a value, or leave it out.")
                .contains("4: registerTaskDefinition: overrides.web is null: give it a value, or leave it out.")
                .contains("5: registerTaskDefinition: images must be a map such as [name: …], not 'web:1'.")
                .contains("6: updateService: strategy must be blueGreen(…), canary(…), codeDeploy(…), linear(…),"
                        + " rolling(…), not 'blueGreen'.")
                .contains("7: ecrPush: a tag is \"null\"")
                .contains("8: There is no task definition \"webshop:99\"")
                .contains("ERROR: ecrPush: tags[0] is null: give it a value, or leave it out.")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void whatIsObviousIsTakenAsMeant() throws Exception {
        Build build = jenkins.pipeline("obvious", "obvious.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("Would change: desired count 2 -> 3")
                .contains("Would change: deploymentConfiguration.bakeTimeInMinutes 5 -> 4");
        assertThat(build.returned("revision").get("family").asText()).isEqualTo("webshop");
    }

    @Test
    void insideDirAllOfTheNodesWorkspaceCanBeRead() throws Exception {
        Build build = jenkins.pipeline("dir", "dir.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsPattern(
                        "outside: \"../../../../secret.json\", from the folder \\S+/services/web, is outside of the"
                                + " workspace \\S+\\.");
    }

    @Test
    void theListOfStepsShowsTheirArguments() throws Exception {
        Build build = jenkins.pipeline("arguments", "obvious.jenkinsfile").run();

        assertThat(jenkins.client().get(build.path() + "flowGraphTable/").body())
                .contains("webshop, desiredCount: 3, dryRun: true, target: simulated");
    }
}
