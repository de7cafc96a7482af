package io.jenkins.plugins.ecsdeploy.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.AwaitedService;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerImage;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.RepositorySettings;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What each step refuses before it calls anything, and what it says. */
class StepSettingsTest {

    @Test
    void blanksAreNotSettings() {
        UpdateServiceStep step = new UpdateServiceStep("webshop");
        step.setTarget(" ");
        step.setRegion("");
        step.setCluster("\t");
        step.setTaskDefinition(" webshop:7 ");
        step.setOnPauseTimeout("");

        assertThat(step.getTarget()).isNull();
        assertThat(step.getRegion()).isNull();
        assertThat(step.getCluster()).isNull();
        assertThat(step.getTaskDefinition()).isEqualTo("webshop:7");
        assertThat(step.getOnPauseTimeout()).isEqualTo("rollback");
    }

    @Test
    void awsSettingsKeepEachOther() {
        RollbackServiceStep step = new RollbackServiceStep();
        step.setTarget("production");
        step.setRegion("eu-central-1");
        step.setCredentialsId("deploy");
        step.setRoleArn("arn:aws:iam::123456789012:role/deploy");
        step.setExternalId("jenkins");

        assertThat(List.of(
                        step.getTarget(),
                        step.getRegion(),
                        step.getCredentialsId(),
                        step.getRoleArn(),
                        step.getExternalId()))
                .containsExactly(
                        "production", "eu-central-1", "deploy", "arn:aws:iam::123456789012:role/deploy", "jenkins");
    }

    @Test
    void ecrPushNeedsOneImage() {
        EcrPushStep step = new EcrPushStep("shop/web");

        refuses(() -> step.operation(Variables.NONE), "ecrPush: name either image", "or archive");
        step.setImage("web:1");
        step.setArchive("web.tar");
        refuses(() -> step.operation(Variables.NONE), "ecrPush: name either image", "or archive");
    }

    @Test
    void anImageNameIsForAnArchive() {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setImage("web:1");
        step.setImageName("web:1");

        refuses(() -> step.operation(Variables.NONE), "ecrPush: imageName says which image of an archive is meant");
    }

    @Test
    void compressionAndViaAreWords() throws AbortException {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setImage("web:1");
        step.setTags(List.of("1"));
        assertThat(step.getCompression()).isEqualTo("gzip");
        assertThat(step.getVia()).isEqualTo("auto");
        step.setCompression("ZSTD");
        step.setVia("export");
        assertThat(step.operation(Variables.NONE).needsWorkspace()).isTrue();

        step.setVia("docker");
        refuses(
                () -> step.operation(Variables.NONE),
                "ecrPush: via must be 'auto', 'engine' or 'export', not 'docker'.");
        step.setVia("engine");
        refuses(() -> step.operation(Variables.NONE), "ecrPush: compression: 'zstd' is not for via: 'engine'");
        step.setCompression("xz");
        refuses(() -> step.operation(Variables.NONE), "ecrPush: compression must be 'gzip' or 'zstd', not 'xz'.");
    }

    @Test
    void viaIsForAnImageOfTheEngine() {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setArchive("web.tar");
        step.setTags(List.of("1"));
        step.setVia("export");

        refuses(() -> step.operation(Variables.NONE), "ecrPush: via says who pushes an image of the Docker Engine");
    }

    @Test
    void ecrPushNeedsARepository() {
        EcrPushStep step = new EcrPushStep(" ");
        step.setArchive("web.tar");

        refuses(() -> step.operation(Variables.NONE), "ecrPush: repository is missing.");
    }

    @Test
    void settingsOfARepositoryNeedOneThatIsCreated() {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setArchive("web.tar");
        step.setRepositorySettings(new RepositorySettings());

        refuses(() -> step.operation(Variables.NONE), "ecrPush: repositorySettings", "createRepository: true");
    }

    @Test
    void aKmsKeyNeedsKmsEncryption() {
        RepositorySettings settings = new RepositorySettings();
        settings.setKmsKey("alias/images");
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setArchive("web.tar");
        step.setCreateRepository(true);
        step.setRepositorySettings(settings);

        refuses(() -> step.operation(Variables.NONE), "ecrPush: repositorySettings: kmsKey requires encryption");
    }

    @Test
    void aTagThatIsTheTextOfANullIsRefused() {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setArchive("web.tar");
        step.setTags(List.of("1.4.2", "null"));

        refuses(() -> step.operation(Variables.NONE), "ecrPush: a tag is \"null\"");
    }

    @Test
    void severalTagsFitIntoOneText() {
        EcrPushStep step = new EcrPushStep("shop/web");
        step.setTags(List.of("1.4.2 stable", "latest"));

        assertThat(step.getTags()).containsExactly("1.4.2", "stable", "latest");
        assertThat(step.getTagsText()).isEqualTo("1.4.2 stable latest");
    }

    @Test
    void registerTaskDefinitionNeedsOneSource() throws AbortException {
        RegisterTaskDefinitionStep step = new RegisterTaskDefinitionStep();

        refuses(() -> step.operation(Variables.NONE), "registerTaskDefinition: name one of template", "from");
        step.setFrom("webshop");
        assertThat(step.operation(Variables.NONE).needsWorkspace()).isFalse();
        step.setTemplate("taskdef.json");
        refuses(() -> step.operation(Variables.NONE), "registerTaskDefinition: name one of template", "from");
        step.setFrom(null);
        assertThat(step.operation(Variables.NONE).needsWorkspace()).isTrue();
    }

    @Test
    void imageDefinitionsNeedAWorkspace() throws AbortException {
        RegisterTaskDefinitionStep step = new RegisterTaskDefinitionStep();
        step.setFrom("webshop");
        step.setImageDefinitions("imagedefinitions.json");

        assertThat(step.operation(Variables.NONE).needsWorkspace()).isTrue();
    }

    @Test
    void aNullInAMapNamesItsKey() {
        RegisterTaskDefinitionStep step = new RegisterTaskDefinitionStep();
        step.setFrom("webshop");
        step.setImages(List.of(new ContainerImage("web", null)));

        refuses(() -> step.operation(Variables.NONE), "registerTaskDefinition: images has no value for web (null)");
    }

    @Test
    void unknownDelimitersAreNamed() {
        RegisterTaskDefinitionStep step = new RegisterTaskDefinitionStep();
        step.setTemplate("taskdef.json");
        step.setDelimiters("brackets");

        refuses(() -> step.operation(Variables.NONE), "registerTaskDefinition: ", "brackets");
    }

    @Test
    void updateServiceNeedsAService() {
        refuses(() -> new UpdateServiceStep("").operation(Variables.NONE), "updateService: service is missing.");
    }

    @Test
    void aPauseNeedsStages() {
        UpdateServiceStep step = new UpdateServiceStep("webshop");
        step.setPauseMinutes(60);

        refuses(() -> step.operation(Variables.NONE), "updateService: pauseMinutes and onPauseTimeout need pauseAt");
    }

    @Test
    void whatFollowsAPauseIsOneOfTwoWords() {
        UpdateServiceStep step = new UpdateServiceStep("webshop");
        step.setOnPauseTimeout("stop");

        refuses(() -> step.operation(Variables.NONE), "onPauseTimeout must be 'rollback' or 'continue', not 'stop'");
    }

    @Test
    void aStageThatCanNotPauseIsNamed() {
        UpdateServiceStep step = new UpdateServiceStep("webshop");
        step.setPauseAt(List.of("BAKE_TIME"));

        refuses(() -> step.operation(Variables.NONE), "BAKE_TIME");
    }

    @Test
    void awaitSteadyChecksItsWords() {
        refusesToWait(step -> step.setOnFailure("retry"), "onFailure must be 'fail', 'unstable' or 'rollback'");
        refusesToWait(step -> step.setOnAbort("stop"), "onAbort must be 'leave' or 'rollback', not 'stop'");
        refusesToWait(step -> step.setUntil("done"), "until must be 'complete'", "not 'done'");
        refusesToWait(step -> step.setKeepRevisions(0), "keepRevisions must be 1 or more, not 0");
        refusesToWait(step -> step.setTimeoutMinutes(0), "timeoutMinutes must be 1 or more, not 0");
        refusesToWait(
                step -> {
                    step.setService("web");
                    step.setServices(List.of(new AwaitedService("worker")));
                },
                "name either service or services, not both");
    }

    @Test
    void awaitSteadyOfAFreestyleJobMayGetItsWordsFromVariables() throws AbortException {
        AwaitSteadyStep step = new AwaitSteadyStep();
        step.setUntil("$UNTIL");

        assertThat(step.operation(Variables.NONE).needsWorkspace()).isFalse();
    }

    @Test
    void aServiceNamedByAnEmptyVariableIsMissing() {
        RollbackServiceStep step = new RollbackServiceStep();
        step.setService("$SERVICE");

        refuses(() -> step.operation(Variables.of(empty())), "rollbackService: service is missing.");
    }

    @Test
    void aGateIsAnsweredWithOneOfTwoWords() {
        ContinueDeploymentStep step = new ContinueDeploymentStep();
        step.setAction("promote");

        refuses(() -> step.operation(Variables.NONE), "promote");
    }

    @Test
    void runTaskNeedsATaskDefinition() {
        refuses(() -> new RunTaskStep(" ").operation(Variables.NONE), "runTask: taskDefinition is missing.");
    }

    @Test
    void runTaskChecksItsWords() {
        refusesToRun(step -> step.setOnFailure("rollback"), "onFailure must be 'fail' or 'unstable', not 'rollback'");
        refusesToRun(step -> step.setOnInterrupt("kill"), "onInterrupt must be 'stop' or 'leave', not 'kill'");
        refusesToRun(step -> step.setTimeoutMinutes(0), "timeoutMinutes must be 1 or more, not 0");
        refusesToRun(step -> step.setAssignPublicIp("maybe"), "assignPublicIp must be true or false, not 'maybe'");
        refusesToRun(step -> step.setCount(0), "count must be 1 or more, not 0");
    }

    @Test
    void aCommandIsAListOfWords() {
        refusesToRun(
                step -> step.setCommand(List.of("bin/migrate --all")),
                "command is a list of words",
                "Write ['sh', '-c', 'bin/migrate --all']");
    }

    @Test
    void theFormGivesACommandAsAJsonList() {
        RunTaskStep step = new RunTaskStep("webshop");
        step.setCommand(List.of("[\"bin/migrate\", \"--all users\"]"));

        assertThat(step.getCommand()).containsExactly("bin/migrate", "--all users");
        assertThat(step.getCommandText()).isEqualTo("[\"bin/migrate\",\"--all users\"]");
    }

    @Test
    void aPublicAddressIsAskedForInEcsWordsOrByABoolean() {
        RunTaskStep step = new RunTaskStep("webshop");
        step.setAssignPublicIp("true");
        assertThat(step.getAssignPublicIp()).isEqualTo("ENABLED");
        step.setAssignPublicIp("");
        assertThat(step.getAssignPublicIp()).isNull();
    }

    @Test
    void severalSubnetsFitIntoOneText() {
        RunTaskStep step = new RunTaskStep("webshop");
        step.setSubnets(List.of("subnet-1, subnet-2"));

        assertThat(step.getSubnets()).containsExactly("subnet-1", "subnet-2");
        assertThat(step.getSubnetsText()).isEqualTo("subnet-1 subnet-2");
    }

    private static void refusesToRun(Consumer<RunTaskStep> setting, String... says) {
        RunTaskStep step = new RunTaskStep("webshop");
        setting.accept(step);
        refuses(() -> step.operation(Variables.NONE), says);
    }

    private static void refusesToWait(Consumer<AwaitSteadyStep> setting, String... says) {
        AwaitSteadyStep step = new AwaitSteadyStep();
        setting.accept(step);
        refuses(() -> step.operation(Variables.NONE), says);
    }

    private static void refuses(ThrowingCallable settings, String... says) {
        assertThatThrownBy(settings)
                .isInstanceOfAny(AbortException.class, EcsDeployException.class)
                .hasMessageContainingAll(says);
    }

    /** Every variable is empty there. */
    private static EnvVars empty() {
        return new EnvVars() {
            private static final long serialVersionUID = 1L;

            @Override
            public String expand(String text) {
                return text.startsWith("$") ? "" : text;
            }
        };
    }
}
