package io.jenkins.plugins.ecsdeploy.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** What became of the build's deployment, as the simulator knows it: read past the proxy, and not by the plugin. */
final class Truth {

    enum End {
        NOT_STARTED,
        IN_PROGRESS,
        SUCCESSFUL,
        ROLLED_BACK,
        ROLLBACK_FAILED,
        /** Stopped by ECS, because it failed or because a newer update came; by a user, if by CodeDeploy. */
        STOPPED,
        /** Failed and not rolled back: only CodeDeploy's. */
        FAILED
    }

    private final World world;
    private final List<String> started;
    private final boolean othersCameLater;
    private final boolean lookedSince;
    private final Service service;

    Truth(World world, List<Call> calls) {
        this.world = world;
        started = calls.stream().flatMap(call -> call.started().stream()).toList();
        othersCameLater = calls.stream()
                .filter(call -> call.started().isPresent())
                .findFirst()
                .filter(call -> call.number() < world.othersActedAt())
                .isPresent();
        lookedSince = calls.stream()
                .anyMatch(call -> call.number() > world.othersActedAt()
                        && call.is("ecs:DescribeServices")
                        && call.status() == 200
                        && call.wasAnswered());
        service = world.service();
    }

    /** Whether the build has read the service since somebody else did something: what comes after cannot be known. */
    boolean didLookSinceOthersActed() {
        return lookedSince;
    }

    /** Whether somebody else did something after the build's own deployment had begun. */
    boolean didOthersComeLater() {
        return othersCameLater;
    }

    /** Whether somebody else deployed while the build's own deployment was in progress. */
    boolean isReplacedByOthers() {
        return othersCameLater
                && world.otherDeployment().isPresent()
                && finishedAt()
                        .filter(end -> end.isBefore(world.othersActedWhen()))
                        .isEmpty();
    }

    /** All deployments that the build has started, oldest first. */
    List<String> started() {
        return started;
    }

    Service service() {
        return service;
    }

    boolean isSteadyWith(String taskDefinition, int atLeast) {
        return service.taskDefinition().endsWith("/" + taskDefinition)
                && service.runningCount() >= Math.max(atLeast, service.desiredCount())
                && service.deployments().size() == 1;
    }

    /** @param which of those that were started */
    End end(int which) {
        if (started.size() <= which) {
            return End.NOT_STARTED;
        }
        String id = started.get(which);
        return id.startsWith("d-") ? codeDeploy(world.codeDeployment(id)) : ecs(world.deployment(id));
    }

    /** Whether the first had failed by itself, or was being rolled back, before it was replaced. */
    boolean hadFailed() {
        return !started.isEmpty()
                && world.deployment(started.get(0))
                        .filter(one -> one.rollback() != null
                                || "TRIGGERED"
                                        .equals(one.deploymentCircuitBreaker().statusAsString()))
                        .isPresent();
    }

    /** When the first ended. */
    Optional<Instant> finishedAt() {
        return started.isEmpty() || started.get(0).startsWith("d-")
                ? Optional.empty()
                : world.deployment(started.get(0)).map(ServiceDeployment::finishedAt);
    }

    /** Its lifecycle stage; empty if it has none. */
    String stage() {
        return started.isEmpty() || started.get(0).startsWith("d-")
                ? ""
                : world.deployment(started.get(0))
                        .map(ServiceDeployment::lifecycleStageAsString)
                        .orElse("");
    }

    /** Whether the service has pause hooks, which can only be ours. */
    boolean hasPauseHooks() {
        return service.deploymentConfiguration() != null
                && service.deploymentConfiguration().lifecycleHooks().stream()
                        .anyMatch(hook -> "PAUSE".equals(hook.targetTypeAsString()));
    }

    private static End ecs(Optional<ServiceDeployment> deployment) {
        if (deployment.isEmpty()) {
            return End.IN_PROGRESS; // not listed yet
        }
        return switch (deployment.get().statusAsString()) {
            case "SUCCESSFUL" -> End.SUCCESSFUL;
            case "ROLLBACK_SUCCESSFUL" -> End.ROLLED_BACK;
            case "ROLLBACK_FAILED" -> End.ROLLBACK_FAILED;
            case "STOPPED" -> End.STOPPED;
            default -> End.IN_PROGRESS;
        };
    }

    private End codeDeploy(DeploymentInfo deployment) {
        String status = deployment.statusAsString();
        if (status.equals("Succeeded")) {
            return End.SUCCESSFUL;
        }
        if (!status.equals("Failed") && !status.equals("Stopped")) {
            return End.IN_PROGRESS;
        }
        String back = deployment.rollbackInfo() == null
                ? null
                : deployment.rollbackInfo().rollbackDeploymentId();
        if (back == null || back.isEmpty()) {
            return status.equals("Stopped") ? End.STOPPED : End.FAILED;
        }
        return switch (world.codeDeployment(back).statusAsString()) {
            case "Succeeded" -> End.ROLLED_BACK;
            case "Failed", "Stopped" -> End.ROLLBACK_FAILED;
            default -> End.IN_PROGRESS;
        };
    }
}
