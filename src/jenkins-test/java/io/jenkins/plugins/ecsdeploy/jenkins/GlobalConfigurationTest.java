package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ResourceTag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The global configuration: through its form, and as code. */
@WithJenkins
class GlobalConfigurationTest {

    private static final String AS_CODE = """
            unclassified:
              ecsDeploy:
                controllerRoleAllowed: true
                keptDays: 90
                keptDeployments: 500
                pollSeconds: 7
                requestsPerSecond: 9
                timeoutMinutes: 45
                targets:
                - allowedJobs: "shop/.*"
                  cluster: "shop"
                  defaultTarget: true
                  name: "production"
                  region: "eu-central-1"
                  roleArn: "arn:aws:iam::123456789012:role/deployer"
                  tags:
                  - key: "team"
                    value: "shop"
            """;

    @TempDir
    Path folder;

    @Test
    void theFormKeepsEverySetting(JenkinsRule jenkins) throws Exception {
        DeploymentTarget target = new DeploymentTarget("production");
        target.setRegion("eu-central-1");
        target.setCluster("shop");
        target.setRoleArn("arn:aws:iam::123456789012:role/deployer");
        target.setExternalId("jenkins");
        target.setAllowedJobs("shop/.*\nteam/.*");
        target.setEndpoint("https://vpce.example.com");
        target.setTags(List.of(new ResourceTag("team", "shop"), new ResourceTag("stage", "")));
        target.setDefaultTarget(true);
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        configuration.setTargets(List.of(target, new DeploymentTarget("test")));
        configuration.setPollSeconds(7);
        configuration.setTimeoutMinutes(45);
        configuration.setRequestsPerSecond(9);
        configuration.setKeptDeployments(500);
        configuration.setKeptDays(90);

        jenkins.configRoundtrip();

        List<DeploymentTarget> kept = configuration.getTargets();
        assertThat(kept).hasSize(2);
        jenkins.assertEqualDataBoundBeans(target, kept.get(0));
        assertThat(configuration.getPollSeconds()).isEqualTo(7);
        assertThat(configuration.getTimeoutMinutes()).isEqualTo(45);
        assertThat(configuration.getRequestsPerSecond()).isEqualTo(9);
        assertThat(configuration.getKeptDeployments()).isEqualTo(500);
        assertThat(configuration.getKeptDays()).isEqualTo(90);
    }

    @Test
    void codeSetsItAndTheExportIsTheSameCode(JenkinsRule jenkins) throws Exception {
        configure(AS_CODE);

        DeploymentTarget production = EcsDeployConfiguration.get().getTargets().get(0);
        assertThat(ResourceTag.map(production.getTags())).containsEntry("team", "shop");
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        AS_CODE.lines()
                .skip(1)
                .forEach(line ->
                        assertThat(exported.toString(StandardCharsets.UTF_8)).contains(line));
    }

    @Test
    void twoTargetsOfOneNameAreRefused(JenkinsRule jenkins) {
        String twice = """
                unclassified:
                  ecsDeploy:
                    targets:
                    - name: "production"
                    - name: "production"
                """;

        assertThatThrownBy(() -> configure(twice))
                .isInstanceOf(ConfiguratorException.class)
                .hasStackTraceContaining("There are two deployment targets \"production\"");
    }

    private void configure(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("jenkins.yaml"), yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }
}
