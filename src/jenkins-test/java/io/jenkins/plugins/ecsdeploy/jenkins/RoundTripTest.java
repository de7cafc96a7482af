package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.tasks.Builder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.ApplyServiceBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.AwaitSteadyBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.ContinueDeploymentBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.EcrPushBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RegisterTaskDefinitionBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RollbackServiceBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.RunTaskBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.UpdateServiceBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.freestyle.VerifyDeploymentBuilder;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.AwaitedService;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.BlueGreenStrategy;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerImage;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.NamedValue;
import io.jenkins.plugins.ecsdeploy.jenkins.step.AwaitSteadyStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.ContinueDeploymentStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcrPushStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RegisterTaskDefinitionStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RollbackServiceStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RunTaskStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.UpdateServiceStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.setup.ApplyServiceStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.setup.VerifyDeploymentStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Settings come back from their forms as they went in, and snippets name what differs from the defaults alone. */
@WithJenkins
class RoundTripTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void keep(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void ecrPushOfAnArchive() throws Exception {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setArchive("target/image.tar");
        step.setTags(List.of("1.0", "stable"));
        step.setCompression("zstd");

        assertRoundTrips(
                step,
                "ecrPush archive: 'target/image.tar', compression: 'zstd', repository: 'shop/web', tags: ['1.0', 'stable']");
        assertRoundTrips(new EcrPushBuilder(step));
    }

    @Test
    void registerTaskDefinitionWithImagesAndValues() throws Exception {
        RegisterTaskDefinitionStep step = new RegisterTaskDefinitionStep();
        step.setTemplate("deploy/taskdef.json");
        step.setImages(List.of(new ContainerImage("web", "example.com/web:1")));
        step.setImageDefinitions("imagedefinitions.json");
        step.setValues(List.of(new NamedValue("STAGE", "test, with = and 'quotes'")));

        assertRoundTrips(
                step,
                "registerTaskDefinition images: [web: 'example.com/web:1'], template: 'deploy/taskdef.json',"
                        + " values: [STAGE: 'test, with = and \\'quotes\\'']");
        assertRoundTrips(new RegisterTaskDefinitionBuilder(step));
    }

    @Test
    void applyServiceWithWhatItLeavesAlone() throws Exception {
        ApplyServiceStep step = new ApplyServiceStep();
        step.setDefinition("deploy/service.yaml");
        step.setIgnore(List.of("desiredCount", "deploymentConfiguration.alarms"));
        step.setValues(List.of(new NamedValue("STAGE", "test")));

        assertRoundTrips(
                step,
                "applyService definition: 'deploy/service.yaml', ignore: ['desiredCount',"
                        + " 'deploymentConfiguration.alarms'], values: [STAGE: 'test']");
        assertRoundTrips(new ApplyServiceBuilder(step));
    }

    @Test
    void verifyDeploymentThatNeverFails() throws Exception {
        VerifyDeploymentStep step = new VerifyDeploymentStep("webshop");
        step.setTaskDefinition("webshop:7");
        step.setFailOn("never");

        assertRoundTrips(step, "verifyDeployment failOn: 'never', service: 'webshop', taskDefinition: 'webshop:7'");
        assertRoundTrips(new VerifyDeploymentBuilder(step));
    }

    @Test
    void updateServiceWithAStrategy() throws Exception {
        UpdateServiceStep step = new UpdateServiceStep("webshop");
        step.setCluster("shop");
        step.setTaskDefinition("webshop:7");
        step.setDesiredCount(3);
        BlueGreenStrategy strategy = new BlueGreenStrategy();
        strategy.setBakeMinutes(12);
        step.setStrategy(strategy);

        assertRoundTrips(
                step,
                "updateService cluster: 'shop', desiredCount: 3, service: 'webshop',"
                        + " strategy: blueGreen(bakeMinutes: 12), taskDefinition: 'webshop:7'");
        assertRoundTrips(new UpdateServiceBuilder(step));
    }

    @Test
    void updateServiceOfATargetAlone() throws Exception {
        UpdateServiceStep step = new UpdateServiceStep("webshop");
        step.setTarget("production");

        assertRoundTrips(step, "updateService service: 'webshop', target: 'production'");
    }

    @Test
    void awaitSteadyWithPolicies() throws Exception {
        AwaitSteadyStep step = new AwaitSteadyStep();
        step.setTimeoutMinutes(30);
        step.setOnFailure("unstable");
        step.setOnAbort("rollback");

        assertRoundTrips(step, "awaitSteady onAbort: 'rollback', onFailure: 'unstable', timeoutMinutes: 30");
        assertRoundTrips(new AwaitSteadyBuilder(step));
    }

    @Test
    void awaitSteadyWithoutAnySettings() throws Exception {
        assertRoundTrips(new AwaitSteadyStep(), "awaitSteady()");
    }

    @Test
    void awaitSteadyOfSeveralServicesUpToAGate() throws Exception {
        AwaitSteadyStep step = new AwaitSteadyStep();
        AwaitedService web = new AwaitedService("web");
        web.setCluster("shop");
        step.setServices(List.of(web));
        step.setUntil("paused");
        step.setFailFast(true);

        assertRoundTrips(
                step, "awaitSteady failFast: true, services: [[cluster: 'shop', service: 'web']], until: 'paused'");
    }

    @Test
    void continueDeploymentBackwards() throws Exception {
        ContinueDeploymentStep step = new ContinueDeploymentStep();
        step.setCluster("shop");
        step.setService("webshop");
        step.setAction("rollback");

        assertRoundTrips(step, "continueDeployment action: 'rollback', cluster: 'shop', service: 'webshop'");
        assertRoundTrips(new ContinueDeploymentBuilder(step));
    }

    @Test
    void runTaskWithAllThatAMigrationNeeds() throws Exception {
        RunTaskStep step = new RunTaskStep("webshop:7");
        step.setLike("webshop");
        step.setContainer("web");
        step.setCommand(List.of("bin/migrate", "--all users"));
        step.setEnvironment(List.of(new NamedValue("STAGE", "test")));
        step.setAssignPublicIp("ENABLED");
        step.setMemory(2048);
        step.setOnInterrupt("leave");

        assertRoundTrips(
                step,
                "runTask assignPublicIp: 'ENABLED', command: ['bin/migrate', '--all users'], container: 'web', environment:"
                        + " [STAGE: 'test'], like: 'webshop', memory: 2048, onInterrupt: 'leave', taskDefinition:"
                        + " 'webshop:7'");
        assertRoundTrips(new RunTaskBuilder(step));
    }

    @Test
    void rollbackServiceToARevision() throws Exception {
        RollbackServiceStep step = new RollbackServiceStep();
        step.setCluster("shop");
        step.setService("webshop");
        step.setTaskDefinition("webshop:6");

        step.setForce(true);
        assertRoundTrips(
                step, "rollbackService cluster: 'shop', force: true, service: 'webshop', taskDefinition: 'webshop:6'");
        assertRoundTrips(new RollbackServiceBuilder(step));
    }

    private void assertRoundTrips(Step step, String snippet) throws Exception {
        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        new SnippetizerTester(jenkins).assertRoundTrip(step, snippet);
    }

    private <B extends Builder> void assertRoundTrips(B builder) throws Exception {
        jenkins.assertEqualDataBoundBeans(builder, jenkins.configRoundtrip(builder));
    }
}
