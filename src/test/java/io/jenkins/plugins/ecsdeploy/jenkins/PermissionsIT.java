package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.StepTypes;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user with read access to jobs can see and do. */
class PermissionsIT {

    private static final String DESCRIPTOR = "descriptorByName/io.jenkins.plugins.ecsdeploy.jenkins.";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private JenkinsClient reader;
    private String job;

    @BeforeEach
    void addAReader(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        jenkins.client().pipeline(name, "echo 'hello'");
        job = "job/" + name + "/";
        jenkins.script("reader.groovy");
        reader = jenkins.client().as("reader");
    }

    @AfterEach
    void removeTheReader() {
        if (reader != null) {
            jenkins.script("no-reader.groovy");
        }
    }

    @Test
    void onlyAnAdministratorTestsAConnection() {
        HttpResponse<String> answer = reader.postForm(DESCRIPTOR + "aws.DeploymentTarget/testConnection", connection());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void aLinkCannotTestAConnection() {
        HttpResponse<String> answer = jenkins.client()
                .get(DESCRIPTOR + "aws.DeploymentTarget/testConnection?region=us-east-1&cluster=rehearsal");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void aUserWhoMayNotUseCredentialsSeesNone() {
        for (String step : StepTypes.types()) {
            String fill = DESCRIPTOR + step + "/fillCredentialsIdItems";
            assertThat(jenkins.client()
                            .postForm(fill, Map.of("credentialsId", ""))
                            .body())
                    .as("an administrator, in " + step)
                    .contains("aws-global");
            for (String place : List.of("", job)) {
                assertThat(reader.postForm(place + fill, Map.of("credentialsId", ""))
                                .body())
                        .as("a reader, in " + place + step)
                        .doesNotContain("aws-global");
            }
        }
    }

    @Test
    void aUserWhoMayNotConfigureAJobSeesNoTarget() {
        for (String step : StepTypes.types()) {
            String fill = DESCRIPTOR + step + "/fillTargetItems";
            assertThat(jenkins.client()
                            .postForm(job + fill, Map.of("target", ""))
                            .body())
                    .contains("simulated");
            for (String place : List.of("", job)) {
                assertThat(reader.postForm(place + fill, Map.of("target", "")).body())
                        .doesNotContain("simulated");
            }
        }
    }

    @Test
    void onlyAnAdministratorSeesTheGlobalPage() {
        assertThat(reader.get("manage/configure").statusCode()).isEqualTo(403);
    }

    private Map<String, String> connection() {
        return Map.of(
                "region", "us-east-1",
                "cluster", "rehearsal",
                "credentialsId", "aws-global",
                "roleArn", "",
                "externalId", "",
                "endpoint", jenkins.simulator().endpoint().toString());
    }
}
