package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** ECS' pause: a deployment waits at PAUSE hooks, of which several may wait at once. */
final class EcsPause {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));
    private static final int POLLS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final EcsClient ecs;
    private final ServiceDeploymentReader deployments;
    private final SendOnce sending;
    private final Sleeper sleeper;

    /** @param sleeper between two tries of an answer of which it is unknown whether it arrived */
    EcsPause(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        deployments = new ServiceDeploymentReader(clients);
        sending = new SendOnce(sleeper, BACKOFF);
        this.sleeper = sleeper;
    }

    boolean isPaused(ServiceRef service, DeploymentId deployment) {
        return deployments.find(service, deployment).filter(EcsPause::isPaused).isPresent();
    }

    /**
     * @param deployment empty: the one that is in progress
     * @param hookId which hook, if several wait at once
     * @throws ServiceRefusedException if no such hook waits, with what became of it
     */
    GateAnswer answer(ServiceRef service, Optional<DeploymentId> deployment, Optional<String> hookId, GateAction action)
            throws InterruptedException {
        ServiceDeployment found = findPaused(service, deployment, hookId);
        DeploymentLifecycleHookDetail hook = choose(service, found, hookId);
        GateAnswer answer =
                new GateAnswer(found.serviceDeploymentArn(), found.lifecycleStageAsString(), hook.hookId(), action);
        try {
            return sending.send(
                    () -> send(service, answer),
                    () -> hasGoneOn(answer) ? Optional.of(answer) : Optional.empty(),
                    "Look at the deployment " + found.serviceDeploymentArn() + " in ECS: does it still wait?");
        } catch (AwsCallException failed) {
            boolean maySayWhy = failed.isRefusal() && failed.kind() != AwsCallException.Kind.ACCESS_DENIED;
            Optional<ServiceDeployment> now =
                    maySayWhy ? deployments.describe(found.serviceDeploymentArn()) : Optional.empty();
            throw now.filter(one -> !isWaiting(one, hook.hookId())).isPresent()
                    ? notPaused(service, now.get(), hookId)
                    : failed;
        }
    }

    private GateAnswer send(ServiceRef service, GateAnswer answer) {
        AwsCall.run(
                "ecs:ContinueServiceDeployment",
                service.toString(),
                () -> ecs.continueServiceDeployment(request -> request.serviceDeploymentArn(answer.deployment())
                        .hookId(answer.hookId())
                        .action(answer.action().name())
                        .overrideConfiguration(SendOnce::withoutSdkRetries)));
        return answer;
    }

    /** Whether the hook has been answered; one that has expired was not. */
    private boolean hasGoneOn(GateAnswer answer) {
        return deployments
                .describe(answer.deployment())
                .filter(now -> !isWaiting(now, answer.hookId()))
                .filter(now -> pauseHooks(now).stream()
                        .filter(hook -> answer.hookId().equals(hook.hookId()))
                        .noneMatch(hook -> hook.status() == DeploymentLifecycleHookStatus.TIMED_OUT))
                .isPresent();
    }

    private static boolean isWaiting(ServiceDeployment deployment, String hookId) {
        return waiting(deployment).stream().anyMatch(hook -> hookId.equals(hook.hookId()));
    }

    /** Polls several times while none is paused: an answer may be from some seconds ago, before the pause. */
    private ServiceDeployment findPaused(ServiceRef service, Optional<DeploymentId> deployment, Optional<String> hookId)
            throws InterruptedException {
        for (int poll = 1; ; poll++) {
            Optional<ServiceDeployment> found = find(service, deployment);
            if (poll == POLLS || found.filter(one -> !mayPause(one, hookId)).isPresent()) {
                return found.orElseThrow(() -> notFound(service, deployment));
            }
            sleeper.sleep(PAUSE);
        }
    }

    private static boolean mayPause(ServiceDeployment deployment, Optional<String> hookId) {
        return !Statuses.hasEnded(String.valueOf(deployment.statusAsString()))
                && waiting(deployment).stream().noneMatch(hook -> isMeant(hook, hookId));
    }

    private Optional<ServiceDeployment> find(ServiceRef service, Optional<DeploymentId> deployment) {
        if (deployment.isPresent()) {
            return deployments.find(service, deployment.get());
        }
        List<ServiceDeployment> inProgress = deployments.inProgress(service);
        return inProgress.stream()
                .filter(EcsPause::isPaused)
                .findFirst()
                .or(() -> inProgress.stream().findFirst());
    }

    private static ServiceRefusedException notFound(ServiceRef service, Optional<DeploymentId> deployment) {
        return new ServiceRefusedException(deployment
                .map(id -> "ECS does not list the deployment " + id + " of the " + service
                        + " (yet), so it is not paused. awaitSteady(until: 'paused') waits for a pause.")
                .orElse("No deployment of the " + service + " is in progress, so there is no pause to answer."));
    }

    private DeploymentLifecycleHookDetail choose(ServiceRef service, ServiceDeployment found, Optional<String> hookId) {
        List<DeploymentLifecycleHookDetail> waiting =
                waiting(found).stream().filter(hook -> isMeant(hook, hookId)).toList();
        if (waiting.size() > 1) {
            throw new ServiceRefusedException("The deployment of the " + service + " is waiting at " + waiting.size()
                    + " pause hooks at once, because the service has PAUSE hooks of its own. Name one with hookId ("
                    + waiting.stream()
                            .map(DeploymentLifecycleHookDetail::hookId)
                            .collect(Collectors.joining(", "))
                    + ").");
        }
        if (waiting.isEmpty()) {
            throw notPaused(service, found, hookId);
        }
        return waiting.get(0);
    }

    private static boolean isMeant(DeploymentLifecycleHookDetail hook, Optional<String> hookId) {
        return hookId.isEmpty() || hookId.get().equals(hook.hookId());
    }

    private static boolean isPaused(ServiceDeployment deployment) {
        return !waiting(deployment).isEmpty();
    }

    /** The hooks of a deployment that was replaced or stopped may still say AWAITING_ACTION; ECS refuses an answer. */
    private static List<DeploymentLifecycleHookDetail> waiting(ServiceDeployment deployment) {
        if (deployment.status() != ServiceDeploymentStatus.IN_PROGRESS) {
            return List.of();
        }
        return pauseHooks(deployment).stream()
                .filter(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)
                .toList();
    }

    private static List<DeploymentLifecycleHookDetail> pauseHooks(ServiceDeployment deployment) {
        return deployment.lifecycleHookDetails().stream()
                .filter(hook -> hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE)
                .toList();
    }

    /** Why there is nothing to answer: no hook was reached yet, it expired, or was answered; or the deployment has ended. */
    private ServiceRefusedException notPaused(ServiceRef service, ServiceDeployment found, Optional<String> hookId) {
        StringBuilder text = new StringBuilder("The deployment of the " + service + " is not paused"
                + hookId.map(id -> " at hook " + id).orElse("") + ": it is " + found.statusAsString());
        if (found.lifecycleStageAsString() != null) {
            text.append(" at ").append(found.lifecycleStageAsString());
        }
        if (found.statusReason() != null && !found.statusReason().isBlank()) {
            text.append(" (").append(found.statusReason()).append(')');
        }
        List<DeploymentLifecycleHookDetail> hooks = pauseHooks(found);
        hooks.stream()
                .filter(hook -> isMeant(hook, hookId))
                .reduce((first, last) -> last)
                .ifPresent(hook -> text.append(". ").append(whatBecameOf(hook)));
        if (found.status() == ServiceDeploymentStatus.STOPPED) {
            deployments.inProgress(service).stream()
                    .findFirst()
                    .flatMap(later -> Optional.ofNullable(later.targetServiceRevision()))
                    .flatMap(revision -> DeploymentId.bringing(revision.arn()))
                    .ifPresent(later -> text.append(". Deployment ")
                            .append(later)
                            .append(" of a later update is in progress instead"));
        }
        if (hooks.isEmpty() && found.status() != null && !Statuses.hasEnded(found.statusAsString())) {
            text.append(". awaitSteady(until: 'paused') waits for the pause");
        }
        return new ServiceRefusedException(text.append('.').toString());
    }

    private static String whatBecameOf(DeploymentLifecycleHookDetail hook) {
        String id = "Hook " + hook.hookId();
        return switch (String.valueOf(hook.statusAsString())) {
            case "TIMED_OUT" ->
                id + " expired" + (hook.expiresAt() == null ? "" : " at " + hook.expiresAt())
                        + ", and ECS applied its timeout action " + hook.timeoutActionAsString();
            case "SUCCEEDED" -> id + " was already answered with continue";
            case "FAILED" -> id + " was already answered with rollback";
            case "AWAITING_ACTION" -> id + " was never answered: the deployment ended before that";
            default -> id + " is " + hook.statusAsString();
        };
    }
}
