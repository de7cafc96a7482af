package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** Answers the gate that a deployment stands at: a PAUSE hook of ECS, or CodeDeploy's Ready. */
public final class Gates {

    private final EcsClient ecs;
    private final ServiceReader services;
    private final ServiceDeploymentReader deployments;
    private final CodeDeployGate codeDeploy;

    public Gates(AwsClients clients) {
        ecs = clients.ecs();
        deployments = new ServiceDeploymentReader(clients);
        services = new ServiceReader(clients);
        codeDeploy = new CodeDeployGate(clients);
    }

    /**
     * @param deployment the service deployment's ARN, or CodeDeploy's id
     * @param stage where it stood
     */
    public record Answered(String deployment, String stage, String hookId, GateAction action) {}

    /** Whether the deployment stands at a gate now. */
    public boolean isOpen(ServiceRef service, DeploymentId deployment) {
        return deployment.isCodeDeploy()
                ? codeDeploy.isOpen(deployment)
                : deployments
                        .find(service, deployment)
                        .filter(found -> !open(found).isEmpty())
                        .isPresent();
    }

    /**
     * Answers the gate.
     *
     * @param deployment whose gate it is; empty: of the one deployment of the service that goes on
     * @param hookId which gate, where several are open at once
     * @throws ServiceRefusedException where there is no such gate open, telling what became of it
     */
    public Answered answer(
            ServiceRef service, Optional<DeploymentId> deployment, Optional<String> hookId, GateAction action) {
        Optional<DeploymentId> byCodeDeploy =
                deployment.isPresent() ? deployment.filter(DeploymentId::isCodeDeploy) : byCodeDeploy(service);
        if (byCodeDeploy.isPresent()) {
            return codeDeploy.answer(byCodeDeploy.get(), action);
        }
        ServiceDeployment found = find(service, deployment);
        DeploymentLifecycleHookDetail hook = choose(service, found, hookId);
        try {
            AwsCall.run(
                    "ecs:ContinueServiceDeployment",
                    service.toString(),
                    () -> ecs.continueServiceDeployment(
                            request -> request.serviceDeploymentArn(found.serviceDeploymentArn())
                                    .hookId(hook.hookId())
                                    .action(action.name())
                                    .overrideConfiguration(SendOnce::withoutSdkRetries)));
        } catch (AwsCallException failed) {
            if (failed.kind() == AwsCallException.Kind.ACCESS_DENIED || !hasClosed(found, hook)) {
                throw failed;
            }
            if (failed.isRefusal()) {
                throw closed(
                        service,
                        deployments.describe(found.serviceDeploymentArn()).orElse(found),
                        hookId);
            } // otherwise only the answer was lost: the gate is no longer open
        }
        return new Answered(found.serviceDeploymentArn(), found.lifecycleStageAsString(), hook.hookId(), action);
    }

    /** @return empty where it isn't CodeDeploy that deploys the service */
    private Optional<DeploymentId> byCodeDeploy(ServiceRef ref) {
        Service service = services.read(ref);
        return ServiceUpdater.isUnderCodeDeploy(service)
                ? Optional.of(Deployments.codeDeployInProgress(service)
                        .orElseThrow(() -> new ServiceRefusedException("CodeDeploy deploys nothing to the " + ref
                                + " now that has tasks yet, so there is no gate to answer.")))
                : Optional.empty();
    }

    private boolean hasClosed(ServiceDeployment found, DeploymentLifecycleHookDetail hook) {
        return deployments
                .describe(found.serviceDeploymentArn())
                .filter(now -> open(now).stream().noneMatch(one -> one.hookId().equals(hook.hookId())))
                .isPresent();
    }

    private ServiceDeployment find(ServiceRef service, Optional<DeploymentId> deployment) {
        if (deployment.isPresent()) {
            return deployments
                    .find(service, deployment.get())
                    .orElseThrow(() -> new ServiceRefusedException("ECS does not list the deployment "
                            + deployment.get() + " of the " + service
                            + " (yet), so it stands at no gate. awaitSteady(until: 'paused') waits for one."));
        }
        List<ServiceDeployment> going = deployments.inProgress(service);
        return going.stream()
                .filter(one -> !open(one).isEmpty())
                .findFirst()
                .or(() -> going.stream().findFirst())
                .orElseThrow(() -> new ServiceRefusedException(
                        "No deployment of the " + service + " goes on, so there is no gate to answer."));
    }

    private static DeploymentLifecycleHookDetail choose(
            ServiceRef service, ServiceDeployment found, Optional<String> hookId) {
        List<DeploymentLifecycleHookDetail> open = open(found).stream()
                .filter(hook -> hookId.isEmpty() || hookId.get().equals(hook.hookId()))
                .toList();
        if (open.size() > 1) {
            throw new ServiceRefusedException("The deployment of the " + service + " stands at " + open.size()
                    + " gates at once, because the service has PAUSE hooks of its own: say which one with hookId ("
                    + open.stream().map(DeploymentLifecycleHookDetail::hookId).collect(Collectors.joining(", "))
                    + ").");
        }
        if (open.isEmpty()) {
            throw closed(service, found, hookId);
        }
        return open.get(0);
    }

    private static List<DeploymentLifecycleHookDetail> open(ServiceDeployment deployment) {
        return pauses(deployment).stream()
                .filter(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)
                .toList();
    }

    private static List<DeploymentLifecycleHookDetail> pauses(ServiceDeployment deployment) {
        return deployment.lifecycleHookDetails().stream()
                .filter(hook -> hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE)
                .toList();
    }

    /** Why there is nothing to answer: the gate is not there, expired, or was answered; or the deployment has ended. */
    private static ServiceRefusedException closed(
            ServiceRef service, ServiceDeployment found, Optional<String> hookId) {
        StringBuilder text = new StringBuilder("The deployment of the " + service + " stands at no gate"
                + hookId.map(id -> " " + id).orElse("") + " now: it is " + found.statusAsString());
        if (found.lifecycleStageAsString() != null) {
            text.append(" at ").append(found.lifecycleStageAsString());
        }
        if (found.statusReason() != null && !found.statusReason().isBlank()) {
            text.append(" (").append(found.statusReason()).append(')');
        }
        pauses(found).stream()
                .filter(hook -> hookId.isEmpty() || hookId.get().equals(hook.hookId()))
                .reduce((first, last) -> last)
                .ifPresent(hook -> text.append(becameOf(hook)));
        if (found.status() != null
                && !Statuses.hasEnded(found.statusAsString())
                && pauses(found).isEmpty()) {
            text.append(". awaitSteady(until: 'paused') waits for the gate");
        }
        return new ServiceRefusedException(text.append('.').toString());
    }

    private static String becameOf(DeploymentLifecycleHookDetail hook) {
        String id = ". Gate " + hook.hookId();
        return switch (hook.statusAsString()) {
            case "TIMED_OUT" ->
                id + " expired" + (hook.expiresAt() == null ? "" : " at " + hook.expiresAt())
                        + ", and ECS then did what it was told for that: " + hook.timeoutActionAsString();
            case "SUCCEEDED" -> id + " was answered already: the deployment was continued";
            case "FAILED" -> id + " was answered already, with a rollback";
            default -> id + " is " + hook.statusAsString();
        };
    }
}
