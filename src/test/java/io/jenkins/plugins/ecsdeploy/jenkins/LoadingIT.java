package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsProcess;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plugin loads in a real Jenkins, with and without its optional plugins. */
class LoadingIT {

    private static final Predicate<String> ALARMING = Pattern.compile(
                    "ecsdeploy|ecs-deploy|LinkageError|NoClassDefFoundError|NoSuchMethodError|ServiceConfigurationError|"
                            + "AbstractMethodError|IncompatibleClassChangeError|Rejected: ")
            .asPredicate();

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void itLoadsWithoutAWarning() throws Exception {
        assertThat(activePlugins(jenkins.client())).contains("ecs-deploy", "aws-credentials");
        assertNoAlarm(untilItWasUp(jenkins.process().log()));
    }

    @Test
    void itLoadsAndDeploysWithoutItsOptionalPlugins() throws Exception {
        List<String> optional = List.of(
                "aws-credentials",
                "aws-java-sdk-ec2",
                "aws-java-sdk-minimal",
                "aws-java-sdk2-core",
                "aws-java-sdk2-ec2");
        try (JenkinsProcess other = RealJenkins.another(optional, List.of("-Xmx768m"))) {
            JenkinsClient client = new JenkinsClient(other.start().url());
            client.script(jenkins.text("configure-without-aws-credentials.groovy"));

            Build build = client.pipeline("alone", jenkins.text("environment.jenkinsfile"))
                    .run();

            assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
            assertThat(activePlugins(client)).contains("ecs-deploy").doesNotContainAnyElementsOf(optional);
            assertNoAlarm(other.log());
        }
    }

    private static List<String> activePlugins(JenkinsClient client) {
        return client.script(
                        "jenkins.model.Jenkins.get().pluginManager.plugins.each { if (it.active) println it.shortName }")
                .lines()
                .toList();
    }

    /** Without what other tests did to the same Jenkins later. */
    private static String untilItWasUp(String log) {
        String up = "Jenkins is fully up and running";
        assertThat(log).contains(up);
        return log.substring(0, log.indexOf(up));
    }

    private static void assertNoAlarm(String log) {
        assertThat(log.lines().filter(ALARMING))
                .as("lines of the controller's log")
                .isEmpty();
    }
}
