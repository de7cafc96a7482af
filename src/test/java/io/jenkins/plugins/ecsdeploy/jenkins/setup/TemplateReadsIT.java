package io.jenkins.plugins.ecsdeploy.jenkins.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Templates that take values from AWS, in a real Jenkins. The parameter's value looks like the secrets of the fixtures, so no
 * file of the home may show it.
 */
class TemplateReadsIT {

    private static final String VALUE = "secret-of-the-parameter";

    private static final String TEMPLATE = """
            {
              "family": "webshop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE"],
              "cpu": "256",
              "memory": "512",
              "executionRoleArn": "${cloudformation:webshop.ExecutionRoleArn}",
              "containerDefinitions": [{
                "name": "web",
                "image": "shop/web:2",
                "portMappings": [{"containerPort": 8080}],
                "environment": [{"name": "GREETING", "value": "${ssm:/webshop/it/greeting}"}],
                "secrets": [{"name": "API_KEY", "valueFrom": "${secretArn:webshop/api-key}"}]
              }]
            }
            """;

    private static final String JENKINSFILE = """
            node {
                writeFile file: 'taskdef.json', text: '''%s'''
                def revision = registerTaskDefinition target: 'simulated', template: 'taskdef.json', service: 'webshop'
                echo "changes ${revision.changes}"
                applyService target: 'simulated', taskDefinition: revision.arn, definitionText: '''
            serviceName: worker
            desiredCount: ${ssm:/webshop/it/count}
            launchType: FARGATE
            networkConfiguration:
              awsvpcConfiguration: {subnets: [subnet-0aaa1111], securityGroups: [sg-0ccc3333]}
            tags: [{key: greeting, value: "${ssm:/webshop/it/greeting}"}]
            '''
            }
            awaitSteady timeoutMinutes: 5
            """.formatted(TEMPLATE);

    private static final String FREESTYLE = """
            <project>
              <builders>
                <io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RegisterTaskDefinitionBuilder>
                  <step class="io.jenkins.plugins.ecsdeploy.jenkins.step.RegisterTaskDefinitionStep">
                    <aws><target>simulated</target></aws>
                    <service>webshop</service>
                    <templateText>%s</templateText>
                    <images/><values/><overrides/><tags/>
                    <dryRun>true</dryRun>
                  </step>
                </io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RegisterTaskDefinitionBuilder>
              </builders>
            </project>
            """.formatted(TEMPLATE);

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @BeforeEach
    void parameters() {
        jenkins.simulator()
                .surroundings()
                .parameter("/webshop/it/greeting", "String", VALUE)
                .parameter("/webshop/it/count", "String", "1");
    }

    @Test
    void aPipelineTakesThemAsFarAsTheTargetListsThem() throws InterruptedException {
        Job job = jenkins.client().pipeline("reads", JENKINSFILE);
        Build refused = job.run();
        assertThat(refused.result()).as(refused.console()).isEqualTo("FAILURE");
        assertThat(refused.console())
                .contains("3 faults in the task definition template taskdef.json:")
                .contains("taskdef.json:12:52 containerDefinitions[0].environment[0].value no value for"
                        + " ${ssm:/webshop/it/greeting}: the deployment target \"simulated\" does not list it. An"
                        + " administrator adds /webshop/it/greeting (or /webshop/it, with all below it) to the target's"
                        + " \"Parameters that templates may read\"")
                .doesNotContain("at io.jenkins.plugins");
        assertThat(jenkins.simulator().callCounts()).doesNotContainKey("ssm:GetParameters");

        list();
        Build build = job.run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("[registerTaskDefinition] Read from AWS for the template: ssm:/webshop/it/greeting,"
                        + " secretArn:webshop/api-key, cloudformation:webshop.ExecutionRoleArn")
                .contains("environment[GREETING].value: (none) -> (hidden)")
                .contains("desiredCount: (none) -> (hidden)")
                .contains("SUCCEEDED: webshop:2 runs with 1 task")
                .doesNotContain(VALUE);
        assertThat(jenkins.client().get(build.path() + "ecs-deployments/").body())
                .contains("worker")
                .doesNotContain(VALUE);
    }

    @Test
    void aFreestyleJobTakesThemToo() throws InterruptedException {
        list();

        Build build = jenkins.client().job("reads-freestyle", FREESTYLE).run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("environment[GREETING].value: (none) -> (hidden)")
                .contains("Dry run, nothing was registered")
                .doesNotContain(VALUE);
    }

    private void list() {
        Map.of("Parameters", "/webshop/it", "Secrets", "webshop", "Stacks", "webshop")
                .forEach((field, names) -> jenkins.client()
                        .script(
                                "io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration.get().targets[0].readable"
                                        + field + " = '" + names + "'"));
    }
}
