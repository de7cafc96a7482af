package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A wait resumes after a restart of the controller. */
class RestartTest {

    private static final String SCRIPT = """
            withEnv(['AWS_ACCESS_KEY_ID=AKIAENVIRONMENT', 'AWS_SECRET_ACCESS_KEY=of-the-simulator']) {
                updateService target: 'simulated', service: 'webshop', forceNewDeployment: true
                def steady = awaitSteady()
                echo "OUTCOME ${steady.outcome}"
            }
            """;

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void theWaitResumesAndReportsTheOutcome() throws Throwable {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.accelerated(10))) {
            simulator.seedWebshop();
            sessions.then(jenkins -> {
                DeploymentTarget target = new DeploymentTarget("simulated");
                target.setRegion("us-east-1");
                target.setCluster("rehearsal");
                target.setEndpoint(simulator.endpoint().toString());
                EcsDeployConfiguration.get().setTargets(List.of(target));
                EcsDeployConfiguration.get().setPollSeconds(1);
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
                job.setDefinition(new CpsFlowDefinition(SCRIPT, true));
                WorkflowRun build = job.scheduleBuild2(0).waitForStart();
                jenkins.waitForMessage("TEST_TRAFFIC_SHIFT", build);
            });
            sessions.then(jenkins -> {
                WorkflowRun build = jenkins.jenkins
                        .getItemByFullName("deploy", WorkflowJob.class)
                        .getLastBuild();

                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

                jenkins.assertLogContains("OUTCOME SUCCEEDED", build);
                assertThat(simulator.operations().stream().filter("ecs:UpdateService"::equals))
                        .hasSize(1);
            });
        }
    }
}
