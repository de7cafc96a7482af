package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The global configuration: as code, read and written, and as the page. */
class ConfigurationIT {

    private static final String PRODUCTION =
            "production eu-central-1 shop %s arn:aws:iam::123456789012:role/deployer %s %s"
                    + " arn:aws:iam::123456789012:role/deploy-.* /webshop/production webshop network null true team=shop";
    private static final String TEST =
            "test eu-west-1 null null null null null null null null null http://127.0.0.1:4590 false";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void configurationAsCodeSetsAllOfItAndWritesTheSameBack() {
        HttpResponse<String> applied =
                jenkins.client().post("configuration-as-code/apply", "text/yaml", jenkins.text("casc.yaml"));

        assertThat(applied.statusCode()).as(applied.body()).isLessThan(400);
        assertThat(jenkins.script("show-configuration.groovy"))
                .isEqualTo("role=true poll=7 timeout=45 requests=9 kept=500/90\n"
                        + PRODUCTION.formatted("aws-production", "jenkins", "shop/.*") + "\n" + TEST);
        String exported = jenkins.client()
                .postForm("configuration-as-code/export", Map.of())
                .body();
        for (String line : jenkins.text("casc.yaml").lines().skip(2).toList()) {
            String entry = line.replaceFirst("^[ -]*", "");
            assertThat(exported).contains(entry);
        }
    }

    @Test
    void configurationAsCodeRefusesWhatCantBeRight() {
        for (String wrong : new String[] {
            "http://127.0.0.1:4590 -> not a url",
            "shop/.* -> shop/(.*",
            "eu-west-1 -> Frankfurt",
            "/webshop/production -> /webshop/*",
        }) {
            String[] change = wrong.split(" -> ");
            HttpResponse<String> answer = jenkins.client()
                    .post(
                            "configuration-as-code/apply",
                            "text/yaml",
                            jenkins.text("casc.yaml").replace(change[0], change[1]));

            assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
            assertThat(jenkins.script("show-configuration.groovy")).doesNotContain(change[1]);
        }
    }

    @Test
    void theGlobalPageKeepsWhatIsSaved() {
        save("configure-form.json");

        assertThat(jenkins.script("show-configuration.groovy"))
                .isEqualTo("role=true poll=7 timeout=45 requests=9 kept=500/90\n"
                        + PRODUCTION.formatted("aws-global", "null", "shop/.*|team/.*") + "\n" + TEST);
        String page = jenkins.client().get("configure").body();
        assertThat(page)
                .contains("value=\"production\"")
                .contains("value=\"http://127.0.0.1:4590\"")
                .contains("shop/.*");
        for (String field : new String[] {
            "name",
            "region",
            "cluster",
            "credentialsId",
            "roleArn",
            "externalId",
            "allowedJobs",
            "allowedRoles",
            "readableParameters",
            "readableSecrets",
            "readableStacks",
            "endpoint",
            "defaultTarget",
            "controllerRoleAllowed",
            "pollSeconds",
            "timeoutMinutes",
            "requestsPerSecond",
            "keptDeployments",
            "keptDays",
            "key",
            "value"
        }) {
            assertThat(Pattern.compile("name=\"_\\." + field + "\"")
                            .matcher(page)
                            .find())
                    .as("a field for " + field)
                    .isTrue();
        }
    }

    @Test
    void theGlobalPageCanRemoveTheLastTarget() {
        save("configure-form.json");

        save("configure-form-without-targets.json");

        assertThat(jenkins.script("show-configuration.groovy"))
                .isEqualTo("role=false poll=5 timeout=60 requests=5 kept=2000/365");
    }

    @Test
    void theFormChecksWhatTemplatesMayRead() {
        assertThat(check("ReadableParameters", "/webshop\nplain")).doesNotContain("class=");
        assertThat(check("ReadableParameters", "/webshop\n/shop/*"))
                .contains("class=\"error\"", "is not the name of a parameter");
        assertThat(check("ReadableParameters", "/")).contains("class=\"warning\"", "permits all");
        assertThat(check("ReadableSecrets", "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf"))
                .contains("class=\"error\"", "is not the name of a secret");
        assertThat(check("ReadableStacks", "network.VpcId")).contains("class=\"error\"", "is not the name of a stack");
    }

    private String check(String field, String value) {
        return jenkins.client()
                .postForm(
                        "descriptorByName/io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget/check" + field,
                        Map.of("value", value))
                .body();
    }

    @Test
    void testConnectionNamesTheCallerAndFindsTheCluster() {
        HttpResponse<String> answer = testConnection("rehearsal");

        assertThat(answer.body())
                .contains("class=\"ok\"")
                .contains("123456789012")
                .contains("Found the cluster rehearsal");
    }

    @Test
    void testConnectionNamesWhatIsMissing() {
        HttpResponse<String> answer = testConnection("nowhere");

        assertThat(answer.body())
                .contains("class=\"error\"")
                .contains("There is no active ECS cluster")
                .contains("nowhere");
    }

    @Test
    void testConnectionWarnsOfReadsOfOtherResources() {
        jenkins.simulator().faults().deny("ecs:DescribeServices").deny("ecs:ListTasks");

        HttpResponse<String> answer = testConnection("rehearsal");

        assertThat(answer.body())
                .contains("class=\"warning\"")
                .contains("Missing IAM action: ecs:DescribeServices")
                .contains("Missing IAM action: ecs:ListTasks")
                .contains("Not tried, because they change something");
    }

    private HttpResponse<String> testConnection(String cluster) {
        return jenkins.client()
                .postForm(
                        "descriptorByName/io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget/testConnection",
                        Map.of(
                                "region", "us-east-1",
                                "cluster", cluster,
                                "credentialsId", "aws-global",
                                "roleArn", "",
                                "externalId", "",
                                "endpoint", jenkins.simulator().endpoint().toString()));
    }

    /** Sends what a browser sends: this plugin's part of the page's form. */
    private void save(String form) {
        HttpResponse<String> answer = jenkins.client().postForm("configSubmit", Map.of("json", jenkins.text(form)));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
    }
}
