package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPrivateRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepository;
import io.jenkins.plugins.ecsdeploy.operations.push.EcrPushTarget;
import io.jenkins.plugins.ecsdeploy.registration.RegisteredTaskDefinition;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionRegistrar;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole way of an image into a service: push, register, update, await. Everything that can be checked is checked
 * before the first change, and a step that fails leaves the later ones undone.
 */
public final class Deployer {

    private final EcrPrivateRegistry ecr;
    private final ImagePush push;
    private final TaskDefinitionRegistrar registrar;
    private final ServiceUpdater updater;
    private final DeploymentWait wait;
    private final TaskDefinitionSchema schema = TaskDefinitionSchemas.fromSdk();

    public Deployer(
            EcrPrivateRegistry ecr,
            ImagePush push,
            TaskDefinitionRegistrar registrar,
            ServiceUpdater updater,
            DeploymentWait wait) {
        this.ecr = ecr;
        this.push = push;
        this.registrar = registrar;
        this.updater = updater;
        this.wait = wait;
    }

    /**
     * Deploys and waits for the outcome.
     *
     * @param listener hears what happens to the service while it is waited for
     * @return also after a bad outcome; see {@link DeployResult#watch()}
     * @throws InterruptedException when aborted; a deployment that has begun goes on
     */
    public DeployResult deploy(DeployRequest request, StepLog log, WatchListener listener) throws InterruptedException {
        try {
            return run(request, log, listener);
        } catch (AwsCallException failed) {
            throw failed.orInterruption();
        }
    }

    private DeployResult run(DeployRequest request, StepLog log, WatchListener listener) throws InterruptedException {
        String container = container(request);
        String running = updater.prepare(update(request)).planned().previousTaskDefinition();
        EcrRepository repository = ecr.repository(request.repository());
        render(request, container, repository.uri() + ":" + request.tags().get(0));

        PushResult pushed = push(request, repository, log);
        RegisteredTaskDefinition revision = register(request, container, pushed, running, log);
        UpdatedService updated = update(request, revision, log);
        WatchResult watched = wait.await(request, updated, log, listener);
        return new DeployResult(pushed, revision, updated, watched);
    }

    private String container(DeployRequest request) {
        return request.container().orElseGet(() -> {
            List<String> names = request.template().containerNames();
            if (names.isEmpty()) { // the template's own faults say why
                request.template().render(new RenderInput(request.values(), request.environment(), Map.of()), schema);
            }
            if (names.size() != 1) {
                throw new DeployException("The template has " + names.size() + " containers ("
                        + String.join(", ", names) + "): say which one gets the image.");
            }
            return names.get(0);
        });
    }

    private RenderedTaskDefinition render(DeployRequest request, String container, String image) {
        return request.template()
                .render(new RenderInput(request.values(), request.environment(), Map.of(container, image)), schema);
    }

    private PushResult push(DeployRequest request, EcrRepository repository, StepLog log) throws InterruptedException {
        log.line(StepNames.ECR_PUSH, "Pushing " + request.source().describe() + " to " + repository.uri());
        EcrPushTarget target = EcrPushTarget.of(repository, ecr.authorize());
        PushResult pushed =
                push.push(request.source(), target.target(), Optional.of(target.credentials()), request.tags());
        log.line(StepNames.ECR_PUSH, (pushed.pushed() ? "Pushed " : "Already there: ") + pushed.uri());
        log.line(
                StepNames.ECR_PUSH,
                "Tags: " + String.join(", ", pushed.tags()) + "; " + pushed.bytesSent() + " bytes sent");
        return pushed;
    }

    private RegisteredTaskDefinition register(
            DeployRequest request, String container, PushResult pushed, String running, StepLog log)
            throws InterruptedException {
        RenderedTaskDefinition rendered =
                render(request, container, pushed.uri().toString());
        rendered.notices().forEach(notice -> log.line(StepNames.REGISTER_TASK_DEFINITION, notice.toString()));
        RegisteredTaskDefinition revision = registrar.register(rendered, Optional.of(running));
        if (revision.registered()) {
            log.line(StepNames.REGISTER_TASK_DEFINITION, "Registered " + revision.familyRevision());
            revision.changes().forEach(change -> log.line(StepNames.REGISTER_TASK_DEFINITION, "  " + change));
        } else {
            log.line(
                    StepNames.REGISTER_TASK_DEFINITION,
                    "Unchanged: " + revision.familyRevision() + " has this content already");
        }
        return revision;
    }

    private static ServiceUpdate update(DeployRequest request) {
        return ServiceUpdate.of(request.service())
                .desiredCount(request.desiredCount())
                .strategy(request.strategy())
                .pause(request.gate().map(GatedPause::pause));
    }

    private UpdatedService update(DeployRequest request, RegisteredTaskDefinition revision, StepLog log)
            throws InterruptedException {
        UpdatedService updated;
        try {
            updated = updater.update(update(request).taskDefinition(revision.arn()));
        } catch (EcsDeployException failed) {
            boolean refused = !(failed instanceof AwsCallException call) || call.isRefusal();
            log.line(
                    StepNames.UPDATE_SERVICE,
                    (refused
                                    ? "Not updated: " + request.service() + " runs on as before"
                                    : "Not known whether updated: look at " + request.service())
                            + "; " + revision.familyRevision()
                            + " stays registered and the image stays in the repository");
            throw failed;
        }
        if (!updated.changed()) {
            log.line(StepNames.UPDATE_SERVICE, "Unchanged: " + request.service() + " is set to run this already");
        }
        updated.notices().forEach(notice -> log.line(StepNames.UPDATE_SERVICE, notice));
        updated.changes().forEach(change -> log.line(StepNames.UPDATE_SERVICE, "Change: " + change));
        updated.deployment().ifPresent(id -> log.line(StepNames.UPDATE_SERVICE, "Started deployment " + id));
        return updated;
    }
}
