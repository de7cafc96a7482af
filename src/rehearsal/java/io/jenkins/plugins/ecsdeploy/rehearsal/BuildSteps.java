package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.operations.AttemptRecorder;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.UpdateService;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitSteady;
import io.jenkins.plugins.ecsdeploy.operations.await.BuildAccess;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.operations.push.ImageToPush;
import io.jenkins.plugins.ecsdeploy.operations.push.PushDestination;
import io.jenkins.plugins.ecsdeploy.operations.push.PushImage;
import io.jenkins.plugins.ecsdeploy.operations.setup.ApplyService;
import io.jenkins.plugins.ecsdeploy.operations.setup.VerifyDeployment;
import io.jenkins.plugins.ecsdeploy.operations.task.OneOffTasks;
import io.jenkins.plugins.ecsdeploy.operations.task.RunTask;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.service.AppliedMembers;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The steps of a Jenkinsfile, with the rehearsal's options for settings: each turns them into the request of an operation,
 * as Jenkins does. Like a build, it remembers what it has updated.
 */
final class BuildSteps {

    private final RehearsalOptions options;
    private final Stage stage;
    private final BuildConsole console;
    private final ServiceRef service;
    private final ReadableNames readable;
    private final Map<String, String> environment;
    private final MemoryOfPauses pauses;
    private final AwaitSteady awaitSteady;
    private final AwaitObserver observer;
    private UpdatedService updated;
    private Optional<String> rollbackAskedBy = Optional.empty();
    private ReportedEvents reported = new ReportedEvents();

    BuildSteps(RehearsalOptions options, Stage stage, BuildConsole console, AwaitObserver observer) {
        this.options = options;
        this.stage = stage;
        this.console = console;
        readable = ReadableNames.ofTarget("rehearsal", options.readable, options.readable, options.readable);
        service = new ServiceRef(options.cluster, options.service);
        environment = new HashMap<>(System.getenv());
        pauses = new MemoryOfPauses(stage.connection(), stage.clock());
        this.observer = observer;
        awaitSteady = new AwaitSteady(stage.waitTools());
    }

    PushResult ecrPush(PushSource source) throws InterruptedException {
        ImageToPush image = new ImageToPush(
                source, options.repository, List.of(options.tag), Optional.empty(), PushOptions.STANDARD);
        PushImage push = new PushImage(
                new EcrLogins(stage.clock()),
                attempt -> attempt.run(new ImagePush(Retries.standard(), console.pushProgress(Clock.systemUTC()))),
                stage.sleeper());
        try {
            return push.run(
                    new PushImage.Request(image, new PushDestination.Ecr(stage.connection(), Optional.empty())),
                    console);
        } catch (IOException unreachable) {
            throw new RehearsalException("The image could not be pushed: " + unreachable + ".");
        }
    }

    RegisterTaskDefinition.Result registerTaskDefinition(TaskDefinitionTemplate template, PushResult pushed)
            throws InterruptedException {
        return registerTaskDefinition(template, pushed, Map.of());
    }

    /** @param more values beside those of the options */
    RegisterTaskDefinition.Result registerTaskDefinition(
            TaskDefinitionTemplate template, PushResult pushed, Map<String, String> more) throws InterruptedException {
        Map<String, String> values = new HashMap<>(stage.values(template.placeholders()));
        values.putAll(more);
        values.putAll(options.values);
        RenderInput input = new RenderInput(
                values, environment, Map.of(options.container, pushed.uri().toString()));
        return new RegisterTaskDefinition(stage.sleeper())
                .run(
                        new RegisterTaskDefinition.Request(
                                stage.connection(),
                                new RegisterTaskDefinition.Source.Template(template),
                                input,
                                Optional.empty(),
                                Optional.of(options.cluster),
                                readable,
                                Optional.empty(),
                                false,
                                Set.of()),
                        console);
    }

    /** What it starts is waited for next. */
    ApplyService.Result applyService(ServiceDefinitionTemplate definition) throws InterruptedException {
        ApplyService.Result applied = new ApplyService(
                        AttemptRecorder.NONE, stage.sleeper(), ref -> AppliedMembers.none())
                .run(
                        new ApplyService.Request(
                                stage.connection(),
                                definition,
                                new RenderInput(stage.values(definition.placeholders()), environment, Map.of()),
                                Optional.empty(),
                                readable,
                                Optional.of(options.cluster),
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(),
                                Map.of(),
                                false),
                        console);
        updated = applied.updated();
        return applied;
    }

    /** @throws io.jenkins.plugins.ecsdeploy.operations.setup.VerificationException if the deployment would fail */
    void verifyDeployment(Optional<String> taskDefinition) throws InterruptedException {
        new VerifyDeployment(RegistryClients.overHttp(Retries.standard()), stage.clock(), stage.sleeper())
                .run(
                        new VerifyDeployment.Request(stage.connection(), service, taskDefinition, Optional.empty()),
                        console)
                .requireFaultless();
    }

    /** The new revision's container with another command, like the service's tasks. */
    RunTaskState runTask(RegisterTaskDefinition.Result revision) throws InterruptedException {
        TaskPlan.Overrides overrides = new TaskPlan.Overrides(
                Optional.of(options.container),
                Optional.of(options.runTask),
                Map.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
        TaskPlan.Request request = new TaskPlan.Request(
                options.cluster,
                revision.arn().orElseThrow(),
                Optional.of(options.service),
                TaskPlan.Placement.NONE,
                overrides,
                1);
        RunTaskState.Terms terms = new RunTaskState.Terms(
                stage.clock()
                        .instant()
                        .plus(Duration.ofMinutes(options.timeoutMinutes))
                        .toEpochMilli(),
                true,
                true,
                true);
        RunTask runTask = new RunTask(stage.waitTools());
        RunTaskState state = runTask.plan(stage.connection(), request, "rehearsal", terms, console);
        runTask.run(
                state,
                new OneOffTasks.Build(stage::connection, environment, console, () -> true, (task, tail) -> {}),
                () -> "The rehearsal was interrupted");
        return state;
    }

    UpdatedService updateService(RegisterTaskDefinition.Result revision, Optional<PauseRequest> pause)
            throws InterruptedException {
        ServiceUpdate update = ServiceUpdate.of(service)
                .taskDefinition(revision.arn())
                .desiredCount(desiredCount())
                .strategy(Optional.of(options.strategy.strategy(options.bakeMinutes)))
                .pause(pause);
        updated = new UpdateService(pauses, stage.sleeper())
                .run(new UpdateService.Request(stage.connection(), update, false), console);
        return updated;
    }

    /** @throws RehearsalException if AWS could not be polled to the end */
    ServiceResult awaitSteady(Until until) throws InterruptedException {
        AwaitTerms terms = AwaitTerms.of(
                        until, stage.clock().instant().plus(Duration.ofMinutes(options.timeoutMinutes)))
                .withRollBackOnFailure(options.onFailure == OnFailure.ROLLBACK);
        AwaitState state = new AwaitState(
                List.of(ServiceToAwait.updated(updated, desiredCount()).goingOnFrom(reported)), terms);
        AwaitResult result;
        try {
            result = awaitSteady.run(
                    state,
                    new BuildAccess(
                            List.of(stage::connection),
                            List.of(observer),
                            environment,
                            pauses,
                            console,
                            deployment -> rollbackAskedBy,
                            () -> true),
                    () -> false);
        } finally {
            console.endLive();
        }
        state.reported().values().forEach(events -> reported = events.copy());
        if (!result.isComplete()) {
            throw new RehearsalException(result.failure());
        }
        return result.services().get(0);
    }

    /** With {@code onFailure: 'unstable'} a bad outcome is no error of the build, so it stands in the log. */
    void logUnstable(ServiceResult ended) {
        if (!ended.isGood()) {
            console.line(StepNames.AWAIT_STEADY, ended.summary());
        }
    }

    ContinueDeployment.Result continueDeployment(GateAction action) throws InterruptedException {
        ContinueDeployment.Candidate paused =
                new ContinueDeployment.Candidate(stage.connection(), service, updated.deployment());
        if (action == GateAction.ROLLBACK) {
            rollbackAskedBy = Optional.of(StepNames.CONTINUE_DEPLOYMENT);
        }
        return new ContinueDeployment(stage.sleeper())
                .run(new ContinueDeployment.Request(List.of(paused), Optional.empty(), action), console);
    }

    private OptionalInt desiredCount() {
        return options.desiredCount == null ? OptionalInt.empty() : OptionalInt.of(options.desiredCount);
    }
}
