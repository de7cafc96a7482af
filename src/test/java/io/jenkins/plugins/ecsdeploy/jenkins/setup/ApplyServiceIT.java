package io.jenkins.plugins.ecsdeploy.jenkins.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code applyService} in a real Jenkins: creates a service, which awaitSteady follows, and keeps it as defined. */
class ApplyServiceIT {

    private static final String JENKINSFILE = """
            node {
                writeFile file: 'deploy/service.yaml', text: '''
            serviceName: worker
            taskDefinition: webshop
            desiredCount: ${COUNT}
            launchType: FARGATE
            networkConfiguration:
              awsvpcConfiguration: {subnets: [subnet-0aaa1111], securityGroups: [sg-0ccc3333]}
            '''
                def count = env.BUILD_NUMBER == '3' ? '2' : '1'
                def applied = applyService target: 'simulated', definition: 'deploy/service.yaml', values: [COUNT: count]
                echo "created ${applied.created}, changed ${applied.changed}, deployment ${applied.deployment}"
            }
            awaitSteady timeoutMinutes: 5
            """;

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aServiceIsCreatedKeptAndChangedByItsDefinition() throws InterruptedException {
        Job job = jenkins.client().pipeline("applied", jenkins.filled(JENKINSFILE));

        Build first = job.run();
        assertThat(first.result()).as(first.console()).isEqualTo("SUCCESS");
        assertThat(first.console())
                .contains("[applyService] Created the service worker in cluster rehearsal")
                .contains("created true, changed true, deployment ecs-svc/")
                .contains("SUCCEEDED: webshop:1 runs with 1 task");

        Build second = job.run();
        assertThat(second.result()).as(second.console()).isEqualTo("SUCCESS");
        assertThat(second.console())
                .contains("[applyService] Unchanged: the service worker in cluster rehearsal is as its definition says")
                .contains("created false, changed false, deployment null")
                .contains("UNCHANGED: ");

        Build third = job.run();
        assertThat(third.result()).as(third.console()).isEqualTo("SUCCESS");
        assertThat(third.console())
                .contains("[applyService] Change: desiredCount: 1 -> 2")
                .contains("runs with 2 tasks");
    }

    @Test
    void aFaultyDefinitionFailsTheBuildWithItsPlaces() throws InterruptedException {
        Build build = jenkins.client()
                .pipeline(
                        "faulty",
                        "applyService target: 'simulated', definitionText: '{\"serviceName\": \"w\", \"lauchType\": 1}'")
                .run();

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("1 fault in the service definition template definitionText:")
                .contains("definitionText:1:22 lauchType unknown field")
                .doesNotContain("at io.jenkins.plugins");
    }
}
