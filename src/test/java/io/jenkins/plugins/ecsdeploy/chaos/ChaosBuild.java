package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment;
import io.jenkins.plugins.ecsdeploy.operations.PauseCleanup;
import io.jenkins.plugins.ecsdeploy.operations.PendingPause;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition;
import io.jenkins.plugins.ecsdeploy.operations.UpdateService;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.rehearsal.MemoryOfPauses;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A build that deploys: register, update, await, as a Pipeline calls them one after the other. If the controller is killed, a
 * wait continues from what was saved; any other step is over then, as in Jenkins.
 */
final class ChaosBuild {

    static final ServiceRef SERVICE = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

    /** Of the wait: shorter than a gate that nobody answers. */
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private static final int GATE_MINUTES = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String TEMPLATE = """
            {
              "family": "webshop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE"],
              "cpu": "512",
              "memory": "1024",
              "executionRoleArn": "arn:aws:iam::123456789012:role/webshop-execution",
              "containerDefinitions": [
                {"name": "web", "image": "set-by-the-build", "portMappings": [{"containerPort": 8080}]}
              ]
            }
            """;

    /** The process is dead: nothing of it runs on. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Story story;
    private final World world;
    private final FaultProxy proxy;
    private final AwsConnection connection;
    private final MemoryOfPauses pauses;
    private final BuildReport report = new BuildReport();
    private final Controller controller;

    /** @param abortAtPoll when a person stops the build and wants a rollback; 0 for never */
    ChaosBuild(Story story, World world, FaultProxy proxy, int abortAtPoll, boolean saveComesTooLate) {
        this.story = story;
        this.world = world;
        this.proxy = proxy;
        connection = World.connection(proxy.endpoint());
        pauses = new MemoryOfPauses(connection, world.clock());
        controller = new Controller(world.clock(), proxy, connection, pauses, report, abortAtPoll, saveComesTooLate);
    }

    /** Runs it to its end, whatever that is. */
    BuildReport run() {
        try {
            deploy();
        } catch (Killed killed) {
            // below
        } catch (EcsDeployException failed) {
            report.failed(failed);
        } catch (InterruptedException | RuntimeException broken) {
            report.broke(broken);
        }
        if (proxy.isKilled()) {
            report.wasKilled();
            proxy.startedAgain();
        }
        report.endedAt(world.clock().instant());
        return report;
    }

    private void deploy() throws InterruptedException {
        String taskDefinition = story.release() == Story.Release.NEW ? register() : "webshop:1";
        report.step("updateService");
        UpdatedService updated = update(taskDefinition);
        alive();
        report.updated(updated);
        if (story.isGated() && story.answer().isPresent()) {
            report.step("awaitSteady until paused");
            ServiceResult atGate = await(updated, Until.PAUSED);
            if (atGate.outcome().filter(Outcome.PAUSED::equals).isEmpty()) {
                report.ended(atGate, Until.PAUSED);
                return;
            }
            report.step("continueDeployment");
            answer(updated, story.answer().get());
            alive();
            report.answered();
        }
        report.step("awaitSteady");
        report.ended(await(updated, story.until()), story.until());
    }

    /** What a killed process did to the end of a step counts for nothing. */
    private void alive() {
        if (proxy.isKilled()) {
            throw new Killed();
        }
    }

    private String register() throws InterruptedException {
        report.step("registerTaskDefinition");
        RegisterTaskDefinition.Result registered = new RegisterTaskDefinition(controller::sleep)
                .run(
                        new RegisterTaskDefinition.Request(
                                connection,
                                new RegisterTaskDefinition.Source.Template(TaskDefinitionTemplate.parse(
                                        "deploy/taskdef.json", TEMPLATE, Delimiters.DEFAULT)),
                                new RenderInput(Map.of(), Map.of(), Map.of("web", "shop/web:2")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(SERVICE),
                                false),
                        report::line);
        alive();
        return registered.arn().orElseThrow();
    }

    private UpdatedService update(String taskDefinition) throws InterruptedException {
        ServiceUpdate update = ServiceUpdate.of(SERVICE)
                .taskDefinition(taskDefinition)
                .desiredCount(count())
                .forceNewDeployment(story.release() == Story.Release.FORCED);
        if (story.isGated() && !story.isCodeDeploy()) {
            update = update.pause(new PauseRequest(List.of("POST_TEST_TRAFFIC_SHIFT"), GATE_MINUTES, false, "shop #7"));
        }
        return new UpdateService(pauses, controller::sleep)
                .run(new UpdateService.Request(connection, update, false), report::line);
    }

    private OptionalInt count() {
        return story.desiredCount() == 0 ? OptionalInt.empty() : OptionalInt.of(story.desiredCount());
    }

    private void answer(UpdatedService updated, GateAction action) throws InterruptedException {
        new ContinueDeployment(controller::sleep)
                .run(
                        new ContinueDeployment.Request(
                                List.of(new ContinueDeployment.Candidate(connection, SERVICE, updated.deployment())),
                                Optional.empty(),
                                action),
                        report::line);
    }

    private ServiceResult await(UpdatedService updated, Until until) {
        AwaitTerms terms = AwaitTerms.of(until, world.clock().instant().plus(TIMEOUT))
                .withFailFast(story.failFast())
                .withRollBackOnFailure(story.rollBackOnFailure())
                .withRollBackOnAbort(true);
        report.deadline(terms.deadline());
        return controller.await(ServiceToAwait.updated(updated, count()), terms);
    }

    /** What the controller does every few minutes long after: it removes pause hooks that were left behind. */
    void cleanUpLater() {
        for (int minutes = 0; minutes < 60; minutes += 15) {
            world.pass(MINUTE.multipliedBy(15));
            for (PendingPause pending : List.copyOf(pauses.of(SERVICE))) {
                new PauseCleanup(world.clock(), controller::sleep).settle(pending);
            }
        }
    }
}
