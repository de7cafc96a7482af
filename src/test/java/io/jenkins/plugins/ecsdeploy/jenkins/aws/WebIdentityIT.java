package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsProcess;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The controller's own role is a web identity, as in a pod (IRSA). The SDK creates the STS client for that itself, and finds
 * its HTTP client by ServiceLoader: it must find ours, though the aws-credentials plugin brings others.
 */
class WebIdentityIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @TempDir
    Path folder;

    @Test
    void theControllersWebIdentityWorksBesideAwsCredentials() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), token());
        List<String> options = List.of(
                "-Daws.webIdentityTokenFile=" + token,
                "-Daws.roleArn=arn:aws:iam::123456789012:role/jenkins-controller",
                "-Daws.region=us-east-1",
                "-Daws.endpointUrlSts=" + jenkins.simulator().endpoint());
        try (JenkinsProcess pod = RealJenkins.another(List.of(), options)) {
            JenkinsClient client = new JenkinsClient(pod.start().url());
            client.script(jenkins.text("configure-web-identity.groovy"));

            Build build = client.pipeline("web-identity", jenkins.text("controller-role.jenkinsfile"))
                    .run();

            assertThat(build.result()).as(build.console() + pod.log()).isEqualTo("SUCCESS");
            assertThat(jenkins.simulator().operations()).contains("sts:AssumeRoleWithWebIdentity");
            assertThat(pod.log()).doesNotContain("ServiceConfigurationError");
        }
    }

    private static String token() {
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + part("{\"iss\":\"https://oidc.example/id\",\"aud\":\"sts.amazonaws.com\","
                        + "\"sub\":\"system:serviceaccount:jenkins:controller\",\"iat\":1700000000,\"exp\":4102444800}")
                + "." + part("signature");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
