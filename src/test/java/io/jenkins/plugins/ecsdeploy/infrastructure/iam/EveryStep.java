package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment;
import io.jenkins.plugins.ecsdeploy.operations.ReadingTemplates;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition;
import io.jenkins.plugins.ecsdeploy.operations.RollbackService;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.operations.task.TaskBed;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deployments that between them do what the steps can do to a service that ECS deploys. */
final class EveryStep {

    private static final String TEMPLATE = """
            {
              "family": "webshop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE"],
              "cpu": "256",
              "memory": "512",
              "executionRoleArn": "arn:aws:iam::123456789012:role/webshop-execution",
              "taskRoleArn": "arn:aws:iam::123456789012:role/webshop-task",
              "tags": [{"key": "stage", "value": "${STAGE}"}],
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "set-by-the-build",
                  "portMappings": [{"containerPort": 8080}],
                  "environment": [{"name": "STAGE", "value": "${STAGE}"}],
                  "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {
                      "awslogs-group": "/ecs/webshop",
                      "awslogs-region": "us-east-1",
                      "awslogs-stream-prefix": "web"
                    }
                  }
                }
              ]
            }
            """;

    private static final String LIFECYCLE_POLICY = """
            {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan",
            "countNumber": 10}, "action": {"type": "expire"}}]}
            """;

    private final Webshop webshop;
    private final Path folder;
    private final StepCalls calls;

    private EveryStep(Webshop webshop, Path folder) {
        this.webshop = webshop.template(TEMPLATE);
        this.folder = folder;
        this.calls = new StepCalls(webshop);
    }

    /** What the deploy policy of docs/infrastructure is for. */
    static StepCalls of(Webshop webshop, Path folder) throws InterruptedException {
        EveryStep deployments = new EveryStep(webshop, folder);
        deployments.paused(GateAction.CONTINUE);
        deployments.paused(GateAction.ROLLBACK);
        deployments.crashed();
        deployments.stoppedByTheRollback();
        deployments.moreTasks();
        deployments.rolledBackAfterwards();
        return deployments.calls;
    }

    /** One-off tasks: one that ends, and one that is stopped after its time. */
    static StepCalls ofTasks(TaskBed bed) throws InterruptedException {
        StepCalls calls = new StepCalls(bed.simulator, bed.clients.ecs());
        calls.in(StepNames.RUN_TASK, () -> bed.run("echo done"));
        calls.in(StepNames.RUN_TASK, () -> bed.timeout(Duration.ofMinutes(1)).run("sleep 1000"));
        return calls;
    }

    /** What needs more than that policy: cleaning up, failFast, new repositories. */
    static StepCalls withMore(Webshop webshop, Path folder) throws InterruptedException {
        EveryStep deployments = new EveryStep(webshop, folder);
        deployments.readsForItsTemplate();
        deployments.dryRun();
        deployments.withAFault("ecs:UpdateService", Faults.stale());
        deployments.continuedByAnotherBuild();
        deployments.rolledBackOnFailure();
        deployments.crashed(); // and left alone, so the next update looks for the last stable revision
        deployments.failedFast();
        deployments.cleanedUp();
        deployments.intoANewRepository();
        return deployments.calls;
    }

    /** What the read policy of docs/infrastructure is for: one value of each source, without anything else. */
    static StepCalls ofReads(Webshop webshop, Path folder) throws InterruptedException {
        EveryStep deployments = new EveryStep(webshop, folder);
        deployments.readsForItsTemplate();
        return deployments.calls;
    }

    private void readsForItsTemplate() throws InterruptedException {
        webshop.simulator
                .surroundings()
                .parameter("/webshop/stage", "String", "read")
                .secret("arn:aws:secretsmanager:us-east-1:123456789012:secret:webshop/api-key-AbCdEf", false)
                .stack("webshop", "CREATE_COMPLETE", Map.of("Label", "read"));
        ReadingTemplates templates = new ReadingTemplates(
                webshop,
                ReadableNames.ofTarget("production", List.of("/webshop"), List.of("webshop"), List.of("webshop")));
        calls.in(
                StepNames.REGISTER_TASK_DEFINITION,
                () -> templates.register(
                        TEMPLATE.replaceFirst("\\$\\{STAGE}", "\\${ssm:/webshop/stage}")
                                .replaceFirst(
                                        "\\$\\{STAGE}",
                                        "\\${cloudformation:webshop.Label}\"}, {\"name\": \"KEY\", \"value\": \"\\${secretArn:webshop/api-key}")));
    }

    /** Of a service that CodeDeploy deploys, whose deployments wait as Ready. */
    static StepCalls byCodeDeploy(Webshop webshop, Path folder) throws InterruptedException {
        EveryStep deployments = new EveryStep(
                webshop.strategy(new Strategy.CodeDeploy(
                        Optional.empty(), Optional.empty(), Optional.empty(), Alarms.of(List.of("webshop-5xx"), true))),
                folder);
        deployments.gated(GateAction.ROLLBACK);
        deployments.stoppedByTheRollback();
        deployments.withAFault("codedeploy:CreateDeployment", Faults.answerLost());
        deployments.awaitedByAnotherBuild();
        deployments.rollBack(deployments.gated(GateAction.CONTINUE));
        return deployments.calls;
    }

    private void paused(GateAction answer) throws InterruptedException {
        webshop.pauseAt("POST_TEST_TRAFFIC_SHIFT");
        gated(answer);
        webshop.pauseAt();
    }

    private UpdatedService gated(GateAction answer) throws InterruptedException {
        UpdatedService updated = updated();
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.PAUSED));
        answer(answer, updated.deployment());
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.COMPLETE));
        return updated;
    }

    private void answer(GateAction action, Optional<DeploymentId> own) throws InterruptedException {
        ContinueDeployment.Candidate paused =
                new ContinueDeployment.Candidate(webshop.connection, Webshop.SERVICE, own);
        ContinueDeployment.Request request = new ContinueDeployment.Request(List.of(paused), Optional.empty(), action);
        calls.in(
                StepNames.CONTINUE_DEPLOYMENT,
                () -> new ContinueDeployment(webshop.clock::advance).run(request, (step, line) -> {}));
    }

    /** The circuit breaker must not have done it already. */
    private void rolledBackOnFailure() throws InterruptedException {
        webshop.scenario(Scenario.CRASH);
        UpdatedService updated = updated();
        calls.in(
                StepNames.AWAIT_STEADY,
                () -> webshop.await(
                        webshop.state(updated, webshop.terms(Until.COMPLETE).withRollBackOnFailure(true))));
        webshop.scenario(Scenario.HEALTHY);
    }

    private void failedFast() throws InterruptedException {
        webshop.strategy(new Strategy.Rolling()).scenario(Scenario.PULL_ERROR);
        UpdatedService updated = updated();
        calls.in(
                StepNames.AWAIT_STEADY,
                () -> webshop.await(
                        webshop.state(updated, webshop.terms(Until.COMPLETE).withFailFast(true))));
        webshop.scenario(Scenario.HEALTHY);
    }

    private void cleanedUp() throws InterruptedException {
        UpdatedService updated = updated();
        calls.in(
                StepNames.AWAIT_STEADY,
                () -> webshop.await(
                        webshop.state(updated, webshop.terms(Until.COMPLETE).withKeepRevisions(1))));
    }

    private void dryRun() throws InterruptedException {
        calls.in(
                StepNames.UPDATE_SERVICE,
                () -> webshop.update(webshop.described().taskDefinition(), true));
    }

    private void withAFault(String operation, Faults.Fault fault) throws InterruptedException {
        webshop.simulator.faults().next(1, operation, fault);
        UpdatedService updated = updated();
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.COMPLETE));
    }

    private void continuedByAnotherBuild() throws InterruptedException {
        webshop.pauseAt("POST_TEST_TRAFFIC_SHIFT");
        UpdatedService updated = updated();
        webshop.pauseAt();
        webshop.await(updated, Until.PAUSED);
        answer(GateAction.CONTINUE, Optional.empty());
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.COMPLETE));
    }

    private void intoANewRepository() throws InterruptedException {
        webshop.newRepository(
                "newcomer",
                new EcrRepositorySettings(
                        true, true, Optional.empty(), Optional.empty(), Optional.of(LIFECYCLE_POLICY)));
        calls.in(StepNames.ECR_PUSH, webshop::push);
    }

    private void awaitedByAnotherBuild() throws InterruptedException {
        updated();
        AwaitState state =
                new AwaitState(List.of(ServiceToAwait.named(Webshop.SERVICE)), webshop.terms(Until.COMPLETE));
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(state));
    }

    private void crashed() throws InterruptedException {
        webshop.scenario(Scenario.CRASH);
        UpdatedService updated = updated();
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.COMPLETE));
        webshop.scenario(Scenario.HEALTHY);
    }

    /** The count alone, which starts no deployment. */
    private void moreTasks() throws InterruptedException {
        webshop.desiredCount(3);
        UpdatedService updated = calls.in(
                StepNames.UPDATE_SERVICE,
                () -> webshop.update(webshop.described().taskDefinition()));
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.COMPLETE));
    }

    private void stoppedByTheRollback() throws InterruptedException {
        UpdatedService updated = updated();
        webshop.clock.advance(Duration.ofSeconds(30));
        rollBack(updated);
    }

    private void rolledBackAfterwards() throws InterruptedException {
        UpdatedService updated = updated();
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(updated, Until.COMPLETE));
        rollBack(updated);
    }

    private void rollBack(UpdatedService updated) throws InterruptedException {
        UpdatedService back = calls.in(
                StepNames.ROLLBACK_SERVICE,
                () -> new RollbackService(webshop.clock::advance)
                        .run(
                                new RollbackService.Request(
                                        webshop.connection,
                                        new RollbackRequest(
                                                Webshop.SERVICE,
                                                updated.deployment(),
                                                Optional.of(updated.previousTaskDefinition()),
                                                Optional.empty())),
                                (step, line) -> {}));
        calls.in(StepNames.AWAIT_STEADY, () -> webshop.await(back, Until.COMPLETE));
    }

    private int release;

    /** A new image, pushed, registered and being deployed. Its first layer is that of the release before. */
    private UpdatedService updated() throws InterruptedException {
        release++;
        webshop.values(Map.of("STAGE", "release-" + release))
                .archive(TestImages.dockerArchive(
                        folder.resolve("image-" + release + ".tar"),
                        "webshop:" + release,
                        TestImages.layer(1, 5000),
                        TestImages.layer(release, 900)));
        PushResult pushed = calls.in(StepNames.ECR_PUSH, webshop::push);
        RegisterTaskDefinition.Result revision =
                calls.in(StepNames.REGISTER_TASK_DEFINITION, () -> webshop.register(pushed));
        return calls.in(
                StepNames.UPDATE_SERVICE, () -> webshop.update(revision.arn().orElseThrow()));
    }
}
