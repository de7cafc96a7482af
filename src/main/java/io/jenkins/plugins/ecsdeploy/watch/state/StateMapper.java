package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.TrafficSteps;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import software.amazon.awssdk.services.ecs.model.TaskSet;

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
                sdk.deploymentController() == null
                        ? "ECS"
                        : word(sdk.deploymentController().typeAsString()),
                time(sdk.createdAt()),
                strategy(sdk.deploymentConfiguration()),
                taskDefinition,
                number(sdk.desiredCount()),
                number(sdk.runningCount()),
                number(sdk.pendingCount()),
                sdk.deployments().stream()
                        .filter(deployment -> deployment.id() != null)
                        .map(deployment -> deployment(deployment, taskDefinition))
                        .toList(),
                sdk.taskSets().stream().map(StateMapper::taskSet).toList(),
                events(sdk),
                sdk.loadBalancers().stream().map(StateMapper::targetGroups).toList());
    }

    private static TaskSetState taskSet(TaskSet sdk) {
        return new TaskSetState(
                text(sdk.id()),
                word(sdk.status()),
                Optional.ofNullable(sdk.externalId()).map(DeploymentId::new).filter(DeploymentId::isCodeDeploy),
                text(sdk.taskDefinition()),
                number(sdk.computedDesiredCount()),
                number(sdk.runningCount()),
                number(sdk.pendingCount()),
                time(sdk.createdAt()),
                sdk.loadBalancers().stream()
                        .map(LoadBalancer::targetGroupArn)
                        .filter(Objects::nonNull)
                        .toList());
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
                Optional.ofNullable(sdk.createdAt()),
                Optional.ofNullable(sdk.finishedAt()).or(() -> Optional.ofNullable(sdk.stoppedAt())));
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
                        && "DEFERRED".equals(early.sourceServiceRevisionCleanupAsString()),
                TrafficSteps.of(sdk),
                TrafficSteps.percent(sdk));
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
