package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPrivateRegistry;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.operations.DeployRequest;
import io.jenkins.plugins.ecsdeploy.operations.DeployResult;
import io.jenkins.plugins.ecsdeploy.operations.Deployer;
import io.jenkins.plugins.ecsdeploy.operations.DeploymentWait;
import io.jenkins.plugins.ecsdeploy.operations.GatedPause;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionRegistrar;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.report.DeploymentLog;
import io.jenkins.plugins.ecsdeploy.report.HtmlReport;
import io.jenkins.plugins.ecsdeploy.report.TimelineRecorder;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.watch.BlockingWatch;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One rehearsal: sets the stage, deploys, tells the outcome and writes the report. */
final class RehearsalRun {

    /** Test traffic reaches the new tasks then, production traffic not yet. */
    private static final PauseRequest GATE =
            new PauseRequest(List.of("POST_TEST_TRAFFIC_SHIFT"), PauseRequest.DEFAULT_MINUTES, false, "rehearsal");

    private final RehearsalOptions options;
    private final BuildConsole console;

    RehearsalRun(RehearsalOptions options, BuildConsole console) {
        this.options = options;
        this.console = console;
    }

    Outcome run() throws InterruptedException {
        TaskDefinitionTemplate template =
                TaskDefinitionTemplate.parse(options.template.toString(), read(options.template));
        PushSource source = source();
        try (Stage stage = Stage.of(options);
                AwsClients clients = new AwsClients(stage.connection())) {
            console.step("rehearsal", stage.description());
            TimelineRecorder recorder = new TimelineRecorder();
            DeploymentLog log = new DeploymentLog(line -> console.step("awaitSteady", line), console.bar());
            DeployResult result;
            try {
                result = deployer(stage, clients)
                        .deploy(
                                request(template, source, clients),
                                console::step,
                                WatchListener.all(recorder, log, console));
            } finally {
                console.endLive();
            }
            result.watch().failures().describe().forEach(line -> console.step("awaitSteady", line));
            write(HtmlReport.draw(result.report(clients.region(), recorder.timeline())));
            console.line(result.watch().summary());
            return result.watch().outcome();
        }
    }

    private Deployer deployer(Stage stage, AwsClients clients) {
        EcrPrivateRegistry ecr = new EcrPrivateRegistry(clients);
        ImagePush push = new ImagePush(Retries.standard(), console.pushProgress(Clock.systemUTC()));
        return new Deployer(
                ecr,
                push,
                new TaskDefinitionRegistrar(clients),
                new ServiceUpdater(clients),
                new DeploymentWait(
                        new BlockingWatch(clients, stage.clock(), stage.sleeper(), stage.schedule()), clients));
    }

    private DeployRequest request(TaskDefinitionTemplate template, PushSource source, AwsClients clients) {
        ServiceRef service = new ServiceRef(options.cluster, options.service);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("AWS_REGION", options.region);
        return new DeployRequest(
                source,
                options.repository,
                List.of(options.tag),
                template,
                options.container(),
                options.values,
                environment,
                service,
                options.desiredCount == null ? OptionalInt.empty() : OptionalInt.of(options.desiredCount),
                Optional.of(options.strategy.strategy(options.bakeMinutes)),
                Optional.ofNullable(options.gated)
                        .map(answer -> new GatedPause(GATE, new SmokeCheck(clients, service, answer, console::step))),
                Duration.ofMinutes(options.timeoutMinutes));
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
            throw new RehearsalException("The template " + template + " is not a text in UTF-8.");
        } catch (IOException unreadable) {
            throw new RehearsalException("The template " + template + " can't be read: " + unreadable + ".");
        }
    }

    private void write(String html) {
        try {
            Path folder = options.report.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(options.report, html);
            console.step("rehearsal", "Report: " + options.report);
        } catch (IOException unwritable) {
            console.step("rehearsal", "The report can't be written: " + unwritable);
        }
    }
}
