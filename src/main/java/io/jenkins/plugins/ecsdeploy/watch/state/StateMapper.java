package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentEarlySuccessCriteria;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** Turns the SDK's answers into this room's values: what ECS leaves out becomes 0, empty or "". */
public final class StateMapper {

    private StateMapper() {}

    /** @param current the service's task definition, whose string is shared if equal */
    private static DeploymentState deployment(Deployment sdk, String current) {
        return new DeploymentState(
                new DeploymentId(sdk.id()),
                word(sdk.status()),
                current.equals(sdk.taskDefinition()) ? current : text(sdk.taskDefinition()),
                number(sdk.desiredCount()),
                number(sdk.runningCount()),
                number(sdk.pendingCount()),
                number(sdk.failedTasks()),
                word(sdk.rolloutStateAsString()),
                text(sdk.rolloutStateReason()),
                time(sdk.createdAt()));
    }

    public static ServiceState service(Service sdk) {
        String taskDefinition = text(sdk.taskDefinition());
        return new ServiceState(
                text(sdk.serviceArn()),
                word(sdk.status()),
                strategy(sdk.deploymentConfiguration()),
                taskDefinition,
                number(sdk.desiredCount()),
                number(sdk.runningCount()),
                number(sdk.pendingCount()),
                sdk.deployments().stream()
                        .map(deployment -> deployment(deployment, taskDefinition))
                        .toList(),
                events(sdk),
                sdk.loadBalancers().stream().map(StateMapper::targetGroups).toList(),
                Deployments.codeDeployInProgress(sdk));
    }

    private static List<ServiceEvent> events(Service sdk) {
        return sdk.events().stream()
                .map(event -> new ServiceEvent(text(event.id()), time(event.createdAt()), text(event.message())))
                .toList();
    }

    private static ServiceState.TargetGroups targetGroups(LoadBalancer sdk) {
        AdvancedConfiguration advanced = sdk.advancedConfiguration();
        return new ServiceState.TargetGroups(
                text(sdk.targetGroupArn()),
                advanced == null ? "" : text(advanced.alternateTargetGroupArn()),
                advanced == null ? "" : text(advanced.testListenerRule()));
    }

    public static ServiceDeploymentState serviceDeployment(ServiceDeployment sdk) {
        return new ServiceDeploymentState(
                sdk.serviceDeploymentArn(),
                word(sdk.statusAsString()),
                text(sdk.statusReason()),
                word(sdk.lifecycleStageAsString()),
                strategy(sdk.deploymentConfiguration()),
                revision(sdk.targetServiceRevision()),
                sdk.sourceServiceRevisions().stream().map(StateMapper::revision).toList(),
                sdk.rollback() == null ? "" : text(sdk.rollback().reason()),
                "",
                circuitBreaker(sdk.deploymentCircuitBreaker()),
                sdk.alarms() == null ? List.of() : sdk.alarms().triggeredAlarmNames(),
                sdk.lifecycleHookDetails().stream().map(StateMapper::hook).toList(),
                settings(sdk.deploymentConfiguration()),
                Optional.ofNullable(sdk.createdAt()));
    }

    private static ServiceDeploymentState.CircuitBreaker circuitBreaker(ServiceDeploymentCircuitBreaker sdk) {
        return sdk == null
                ? new ServiceDeploymentState.CircuitBreaker("", 0, 0)
                : new ServiceDeploymentState.CircuitBreaker(
                        word(sdk.statusAsString()), number(sdk.failureCount()), number(sdk.threshold()));
    }

    private static HookState hook(DeploymentLifecycleHookDetail sdk) {
        return new HookState(
                text(sdk.hookId()),
                word(sdk.statusAsString()),
                text(sdk.targetArn()),
                Optional.ofNullable(sdk.expiresAt()),
                word(sdk.timeoutActionAsString()));
    }

    private static ServiceDeploymentState.Settings settings(DeploymentConfiguration sdk) {
        if (sdk == null) {
            return ServiceDeploymentState.Settings.NONE;
        }
        DeploymentCircuitBreaker breaker = sdk.deploymentCircuitBreaker();
        DeploymentAlarms alarms = sdk.alarms();
        DeploymentEarlySuccessCriteria early = sdk.earlySuccessCriteria();
        return new ServiceDeploymentState.Settings(
                breaker != null && isTrue(breaker.enable()) && isTrue(breaker.rollback()),
                alarms != null && isTrue(alarms.enable()) && isTrue(alarms.rollback()),
                sdk.bakeTimeInMinutes() == null ? OptionalInt.empty() : OptionalInt.of(sdk.bakeTimeInMinutes()),
                early != null
                        && isTrue(early.enable())
                        && "DEFERRED".equals(early.sourceServiceRevisionCleanupAsString()));
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static RevisionState revision(ServiceRevisionSummary sdk) {
        if (sdk == null) { // a deployment that is still PENDING may not name its target
            return new RevisionState("", 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new RevisionState(
                text(sdk.arn()),
                number(sdk.requestedTaskCount()),
                number(sdk.runningTaskCount()),
                number(sdk.pendingTaskCount()),
                percent(sdk.requestedProductionTrafficWeight()),
                percent(sdk.requestedTestTrafficWeight()));
    }

    static String strategy(DeploymentConfiguration sdk) {
        return sdk == null ? "" : word(sdk.strategyAsString());
    }

    static int number(Integer value) {
        return value == null ? 0 : value;
    }

    /** ECS returns all these times; should one be missing, it counts as long ago. */
    private static Instant time(Instant value) {
        return value == null ? Instant.EPOCH : value;
    }

    public static String text(String value) {
        return value == null ? "" : value;
    }

    /** One of ECS' few fixed words, kept once for all waits. */
    private static String word(String value) {
        return text(value).intern();
    }

    private static OptionalDouble percent(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
