package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rehearsal: docs/examples/webshop/Jenkinsfile, docs/examples/gated/Jenkinsfile or, with a task before the update,
 * docs/examples/migration/Jenkinsfile, step by step.
 */
final class RehearsalRun {

    private static final int PAUSE_MINUTES = 60;
    private static final Path SERVICE = Path.of("docs/infrastructure/service.yaml");

    /** Test traffic reaches the new tasks then, production traffic not yet. */
    private static final PauseRequest PAUSE =
            new PauseRequest(List.of("POST_TEST_TRAFFIC_SHIFT"), PAUSE_MINUTES, false, "rehearsal");

    private final RehearsalOptions options;
    private final BuildConsole console;

    RehearsalRun(RehearsalOptions options, BuildConsole console) {
        this.options = options;
        this.console = console;
    }

    /** @return whether the build would be green */
    boolean run() throws InterruptedException {
        TaskDefinitionTemplate template =
                TaskDefinitionTemplate.parse(options.template.toString(), read(options.template), Delimiters.DEFAULT);
        PushSource source = source();
        try (Stage stage = Stage.of(options)) {
            console.line("rehearsal", stage.description());
            ReportWriter report = new ReportWriter(options, console, stage.clock());
            BuildSteps steps = new BuildSteps(options, stage, console, report);
            PushResult pushed = steps.ecrPush(source);
            RegisterTaskDefinition.Result revision = options.fromNothing
                    ? secondRevision(steps, template, pushed)
                    : steps.registerTaskDefinition(template, pushed);
            if (!options.runTask.isEmpty()) {
                RunTaskState migrated = steps.runTask(revision);
                if (!migrated.troubles().isEmpty()) {
                    console.line(String.join("\n", migrated.troubles()));
                    return false;
                }
            }
            Optional<PauseRequest> pause = options.gated == null ? Optional.empty() : Optional.of(PAUSE);
            UpdatedService updated = steps.updateService(revision, pause);
            report.started(pushed, updated);
            ServiceResult ended = options.gated == null
                    ? steps.awaitSteady(Until.COMPLETE)
                    : throughTheGate(steps, stage, revision, report);
            report.write();
            Outcome outcome = ended.outcome().orElseThrow();
            console.line(outcome + ": " + ended.reason());
            return outcome.isGood();
        }
    }

    /** docs/infrastructure/README.md: the service and its first deployment; the second one has another revision. */
    private RegisterTaskDefinition.Result secondRevision(
            BuildSteps steps, TaskDefinitionTemplate template, PushResult pushed) throws InterruptedException {
        RegisterTaskDefinition.Result first = steps.registerTaskDefinition(template, pushed);
        steps.applyService(ServiceDefinitionTemplate.parse(
                SERVICE.toString(), read(SERVICE), TemplateFormat.YAML, Delimiters.DEFAULT));
        ServiceResult created = steps.awaitSteady(Until.COMPLETE);
        if (!created.isGood()) {
            throw new RehearsalException(created.summary());
        }
        steps.verifyDeployment(first.arn());
        return steps.registerTaskDefinition(template, pushed, Map.of("RELEASE", "2"));
    }

    /** docs/examples/gated/Jenkinsfile from the first wait on. */
    private ServiceResult throughTheGate(
            BuildSteps steps, Stage stage, RegisterTaskDefinition.Result revision, ReportWriter report)
            throws InterruptedException {
        ServiceResult paused = steps.awaitSteady(Until.PAUSED);
        Outcome outcome = paused.outcome().orElseThrow();
        if (!outcome.isGood()) {
            return paused;
        }
        if (outcome != Outcome.PAUSED) {
            throw new RehearsalException("There was no gate to test at: the deployment is " + outcome + ".");
        }
        if (smokeTest(stage) && isPromoted(revision)) {
            report.answered(steps.continueDeployment(GateAction.CONTINUE));
            return steps.awaitSteady(Until.COMPLETE);
        }
        try {
            report.answered(steps.continueDeployment(GateAction.ROLLBACK));
        } catch (EcsDeployException notAnswered) {
            throw new RehearsalException("Not rolled back by this build: " + notAnswered.getMessage());
        }
        ServiceResult back = steps.awaitSteady(Until.COMPLETE);
        steps.logUnstable(back);
        return back;
    }

    private boolean smokeTest(Stage stage) {
        try (AwsClients clients = new AwsClients(stage.connection())) {
            return new SmokeCheck(clients, new ServiceRef(options.cluster, options.service), console).passes();
        }
    }

    /** What a person is asked by {@code input} in a Jenkinsfile. */
    private boolean isPromoted(RegisterTaskDefinition.Result revision) {
        console.line(
                "input",
                "Promote " + revision.family() + ":" + revision.revision().orElseThrow()
                        + " to production? --gated answers: " + options.gated.word());
        return options.gated == GateAction.CONTINUE;
    }

    private PushSource source() {
        if (options.source.image != null) {
            return new PushSource.EngineImage(options.source.image);
        }
        if (options.source.archive != null) {
            return PushSource.Archive.at(options.source.archive);
        }
        return PushSource.Archive.at(SampleImage.write(Path.of("target/rehearsal/image")));
    }

    private static String read(Path template) {
        try {
            return Files.readString(template);
        } catch (NoSuchFileException missing) {
            throw new RehearsalException("There is no template file " + template.toAbsolutePath() + ".");
        } catch (MalformedInputException notUtf8) {
            throw new RehearsalException("The template " + template + " is not UTF-8 text.");
        } catch (IOException unreadable) {
            throw new RehearsalException("The template " + template + " can't be read: " + unreadable + ".");
        }
    }
}
