package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Task definitions whose templates take values from AWS: registered with them, and shown without. */
class TemplateReadsTest {

    private static final String TEMPLATE = """
            {
              "family": "webshop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE"],
              "cpu": "${ssm:/webshop/cpu}",
              "memory": "1 GB",
              "executionRoleArn": "${cloudformation:webshop.ExecutionRoleArn}",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "set-by-the-build", "portMappings": [{"containerPort": 8080}],
                  "stopTimeout": ${ssm:/webshop/stop},
                  "command": ["serve", "${ssm:/webshop/greeting}"],
                  "dockerLabels": {"greeting": "${ssm:/webshop/greeting}", "plain": "text"},
                  "environment": [
                    {"name": "GREETING", "value": "say ${ssm:/webshop/greeting}"},
                    {"name": "PLAIN", "value": "text"}
                  ],
                  "secrets": [{"name": "API_KEY", "valueFrom": "${secretArn:webshop/api-key}:key::"}]
                }
              ]
            }
            """;

    private static final String ROLE = "arn:aws:iam::123456789012:role/webshop-execution";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:webshop/api-key-AbCdEf";

    @TempDir
    Path folder;

    private Webshop webshop;
    private ReadingTemplates templates;
    private Surroundings account;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder).seeded();
        templates = new ReadingTemplates(
                webshop,
                ReadableNames.ofTarget("production", List.of("/webshop"), List.of("webshop"), List.of("webshop")));
        account = webshop.simulator.surroundings();
        account.parameter("/webshop/greeting", "String", "bonjour")
                .parameter("/webshop/cpu", "String", "0.5 vCPU")
                .parameter("/webshop/stop", "String", "47")
                .secret(SECRET, false)
                .stack("webshop", "CREATE_COMPLETE", Map.of("ExecutionRoleArn", ROLE));
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void theRevisionHasTheValues() throws InterruptedException {
        TaskDefinition registered = describe(templates.register(TEMPLATE));

        assertThat(registered.executionRoleArn()).isEqualTo(ROLE);
        assertThat(registered.cpu()).isEqualTo("512");
        ContainerDefinition web = registered.containerDefinitions().get(0);
        assertThat(web.stopTimeout()).isEqualTo(47);
        assertThat(web.command()).containsExactly("serve", "bonjour");
        assertThat(web.environment())
                .contains(KeyValuePair.builder()
                        .name("GREETING")
                        .value("say bonjour")
                        .build());
        assertThat(web.secrets().get(0).valueFrom()).isEqualTo(SECRET + ":key::");
    }

    @Test
    void theLogNamesWhatWasReadAndShowsNoValue() throws InterruptedException {
        templates.register(TEMPLATE, true);
        templates.register(TEMPLATE);

        assertThat(webshop.log)
                .contains("[registerTaskDefinition] Read from AWS for the template: ssm:/webshop/cpu,"
                        + " ssm:/webshop/stop, ssm:/webshop/greeting, secretArn:webshop/api-key,"
                        + " cloudformation:webshop.ExecutionRoleArn");
        assertThat(String.join("\n", webshop.log))
                .doesNotContain("bonjour", "47", "512", "webshop-execution", "api-key-AbCdEf");
    }

    @Test
    void differencesAreMaskedOnBothSides() throws InterruptedException {
        webshop.update(templates.register(TEMPLATE).arn().orElseThrow());
        account.parameter("/webshop/greeting", "String", "salut")
                .parameter("/webshop/cpu", "String", "256")
                .parameter("/webshop/stop", "String", "48");

        List<String> changes = templates.register(TEMPLATE).changes().stream()
                .map(Difference::toString)
                .toList();
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "cpu: (hidden) -> (hidden)",
                        "containerDefinitions[web].stopTimeout: (hidden) -> (hidden)",
                        "containerDefinitions[web].command: (hidden) -> (hidden)",
                        "containerDefinitions[web].dockerLabels.greeting: (hidden) -> (hidden)",
                        "containerDefinitions[web].environment[GREETING].value: (hidden) -> (hidden)");
    }

    @Test
    void whatIsNotFromAwsIsStillShown() throws InterruptedException {
        webshop.update(templates.register(TEMPLATE).arn().orElseThrow());

        assertThat(templates.register(TEMPLATE.replace("\"text\"", "\"words\"")).changes())
                .containsExactlyInAnyOrder(
                        new Difference("containerDefinitions[web].dockerLabels.plain", "text", "words"),
                        new Difference("containerDefinitions[web].environment[PLAIN].value", "text", "words"));
    }

    @Test
    void whatIsAddedIsMaskedWhereItComesFromAws() throws InterruptedException {
        String fewer = TEMPLATE.replace(", \"${ssm:/webshop/greeting}\"", "")
                .replaceFirst("\"dockerLabels\".*\n", "")
                .replaceFirst("\\{\"name\": \"GREETING.*\n", "");
        webshop.update(templates.register(fewer).arn().orElseThrow());

        assertThat(templates.register(TEMPLATE).changes())
                .containsExactlyInAnyOrder(
                        new Difference("containerDefinitions[web].command", "(hidden)", "(hidden)"),
                        new Difference(
                                "containerDefinitions[web].dockerLabels",
                                null,
                                "{\"greeting\":\"(hidden)\",\"plain\":\"text\"}"),
                        new Difference("containerDefinitions[web].environment[GREETING].value", null, "(hidden)"));
    }

    @Test
    void anElementNamedFromAwsIsMaskedInItsPath() throws InterruptedException {
        String named = TEMPLATE.replace("\"GREETING\"", "\"${ssm:/webshop/name}\"");
        account.parameter("/webshop/name", "String", "SALUTATION");
        webshop.update(templates.register(named).arn().orElseThrow());
        account.parameter("/webshop/name", "String", "WELCOME");

        assertThat(templates.register(named).changes())
                .containsExactly(
                        new Difference("containerDefinitions[web].environment[(hidden)].value", "(hidden)", null),
                        new Difference("containerDefinitions[web].environment[(hidden)].value", null, "(hidden)"));
    }

    @Test
    void theSameValuesReuseTheRevision() throws InterruptedException {
        templates.register(TEMPLATE);

        assertThat(templates.register(TEMPLATE).registered()).isFalse();
    }

    @Test
    void allThatCanNotBeReadIsReportedWithItsPlace() {
        account.parameter("/webshop/greeting", "SecureString", "x")
                .without("/webshop/cpu")
                .deny(
                        Surroundings.BUILD,
                        "ssm:GetParameters",
                        "arn:aws:ssm:us-east-1:123456789012:parameter/webshop/stop");
        templates.readable(ReadableNames.ofTarget("production", List.of("/webshop"), List.of(), List.of("webshop")));

        assertThatThrownBy(() -> templates.register(TEMPLATE.replace("ExecutionRoleArn}", "ExecutionRole}")))
                .isInstanceOfSatisfying(
                        TaskDefinitionTemplateException.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(5)
                                .anySatisfy(fault -> assertThat(fault.toString())
                                        .isEqualTo(
                                                "deploy/taskdef.json:5:11 cpu no value for ${ssm:/webshop/cpu}: there is no"
                                                        + " parameter /webshop/cpu in us-east-1"))
                                .anySatisfy(fault -> assertThat(fault.toString())
                                        .startsWith("deploy/taskdef.json:7:24 executionRoleArn no value for"
                                                + " ${cloudformation:webshop.ExecutionRole}: the stack webshop"
                                                + " (CREATE_COMPLETE) has no output ExecutionRole"))
                                .anySatisfy(fault -> assertThat(fault.toString())
                                        .startsWith(
                                                "deploy/taskdef.json:12:22 containerDefinitions[0].stopTimeout no value for"
                                                        + " ${ssm:/webshop/stop}: ssm:GetParameters for parameter /webshop/stop was"
                                                        + " denied. Missing IAM action: ssm:GetParameters on "))
                                .anySatisfy(fault -> assertThat(fault.toString())
                                        .contains("${ssm:/webshop/greeting} (also at 14:")
                                        .contains("it is a SecureString"))
                                .anySatisfy(fault -> assertThat(fault.toString())
                                        .contains("containerDefinitions[0].secrets[0].valueFrom no value for"
                                                + " ${secretArn:webshop/api-key}: the deployment target \"production\" does"
                                                + " not list it")));
        assertThat(webshop.calls("ecs:RegisterTaskDefinition")).isZero();
    }

    @Test
    void aValueOfTheJobNeedsNoPermission() throws InterruptedException {
        templates.readable(ReadableNames.none()).values(Map.of("ssm:/webshop/greeting", "given"));

        assertThat(describe(templates.register("""
                        {"family": "webshop", "memory": "512",
                         "containerDefinitions": [{"name": "web", "image": "x", "hostname": "${ssm:/webshop/greeting}"}]}
                        """))
                        .containerDefinitions()
                        .get(0)
                        .hostname())
                .isEqualTo("given");
        assertThat(webshop.calls("ssm:GetParameters")).isZero();
    }

    private TaskDefinition describe(RegisterTaskDefinition.Result registered) {
        return webshop.clients
                .ecs()
                .describeTaskDefinition(
                        request -> request.taskDefinition(registered.arn().orElseThrow()))
                .taskDefinition();
    }
}
