package io.jenkins.plugins.ecsdeploy.watch.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BlueInstanceTerminationOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyOption;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;

/** Turns CodeDeploy's answers into the shape of ECS's own deployments, in CodeDeploy's words. */
final class CodeDeployMapper {

    private static final ServiceDeploymentState.CircuitBreaker NO_BREAKER =
            new ServiceDeploymentState.CircuitBreaker("", 0, 0);
    private static final RevisionState NOTHING =
            new RevisionState("", 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());

    private CodeDeployMapper() {}

    /**
     * @param target empty if the deployment has not started
     * @param rollback the deployment that rolls this one back; empty if there is none, or it can't be read yet
     */
    static ServiceDeploymentState deployment(
            DeploymentInfo info, Optional<ECSTarget> target, Optional<DeploymentInfo> rollback) {
        List<LifecycleEvent> events = target.map(ECSTarget::lifecycleEvents).orElse(List.of());
        Optional<String> rollbackId = rollbackId(info);
        return new ServiceDeploymentState(
                info.deploymentId(),
                StateMapper.text(info.statusAsString()),
                reason(info, events),
                stage(info, events),
                "CODE_DEPLOY",
                taskSet(target, "Green"),
                target.isPresent() ? List.of(taskSet(target, "Blue")) : List.of(),
                rollbackId.orElse(""),
                rollbackId.isEmpty()
                        ? ""
                        : rollback.map(DeploymentInfo::statusAsString).orElse("Created"),
                NO_BREAKER,
                List.of(),
                "Ready".equals(info.statusAsString()) ? List.of(ready(info, events)) : List.of(),
                settings(info),
                Optional.ofNullable(info.createTime()),
                Optional.ofNullable(info.completeTime()));
    }

    /** The termination wait corresponds to ECS' bake time. */
    private static ServiceDeploymentState.Settings settings(DeploymentInfo info) {
        BlueInstanceTerminationOption option = info.blueGreenDeploymentConfiguration() == null
                ? null
                : info.blueGreenDeploymentConfiguration().terminateBlueInstancesOnDeploymentSuccess();
        return new ServiceDeploymentState.Settings(
                rollsBackOn(info, AutoRollbackEvent.DEPLOYMENT_FAILURE),
                rollsBackOn(info, AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM),
                option == null || option.terminationWaitTimeInMinutes() == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(option.terminationWaitTimeInMinutes()),
                false);
    }

    /** If CodeDeploy doesn't say, it may. */
    private static boolean rollsBackOn(DeploymentInfo info, AutoRollbackEvent event) {
        AutoRollbackConfiguration set = info.autoRollbackConfiguration();
        return set == null || Boolean.TRUE.equals(set.enabled()) && set.events().contains(event);
    }

    /** {@code rollbackDeploymentId} is set on the deployment that is rolled back (API reference of RollbackInfo). */
    static Optional<String> rollbackId(DeploymentInfo info) {
        return Optional.ofNullable(info.rollbackInfo())
                .map(rollback -> rollback.rollbackDeploymentId())
                .filter(id -> !id.isEmpty());
    }

    private static String reason(DeploymentInfo info, List<LifecycleEvent> events) {
        String error = info.errorInformation() == null
                ? ""
                : info.errorInformation().codeAsString() + ": "
                        + StateMapper.text(info.errorInformation().message());
        String failed = events.stream()
                .filter(event -> "Failed".equals(event.statusAsString()))
                .map(event -> " (" + event.lifecycleEventName() + " failed"
                        + (event.diagnostics() == null
                                        || StateMapper.text(event.diagnostics().message())
                                                .isEmpty()
                                ? ""
                                : ": " + event.diagnostics().message())
                        + ")")
                .findFirst()
                .orElse("");
        return error + failed;
    }

    /**
     * The lifecycle event in progress, or the last one; after the traffic shift it is AfterAllowTraffic, whether that
     * is a hook or not.
     */
    private static String stage(DeploymentInfo info, List<LifecycleEvent> events) {
        if (Boolean.TRUE.equals(info.instanceTerminationWaitTimeStarted())) {
            return "AfterAllowTraffic";
        }
        return events.stream()
                .filter(event -> !"Pending".equals(event.statusAsString()))
                .map(event -> StateMapper.text(event.lifecycleEventName()))
                .reduce("", (earlier, later) -> later);
    }

    private static RevisionState taskSet(Optional<ECSTarget> target, String label) {
        return target.stream()
                .flatMap(found -> found.taskSetsInfo().stream())
                .filter(set -> label.equals(set.taskSetLabelAsString()))
                .findFirst()
                .map(CodeDeployMapper::revision)
                .orElse(NOTHING);
    }

    private static RevisionState revision(ECSTaskSet set) {
        return new RevisionState(
                StateMapper.text(set.identifer()),
                number(set.desiredCount()),
                number(set.runningCount()),
                number(set.pendingCount()),
                set.trafficWeight() == null ? OptionalDouble.empty() : OptionalDouble.of(set.trafficWeight()),
                OptionalDouble.empty());
    }

    private static int number(Long value) {
        return value == null ? 0 : value.intValue();
    }

    /**
     * CodeDeploy's gate. CodeDeploy says how long it waits, not until when: that is counted from the end of the last
     * event.
     */
    private static HookState ready(DeploymentInfo info, List<LifecycleEvent> events) {
        DeploymentReadyOption option = info.blueGreenDeploymentConfiguration() == null
                ? null
                : info.blueGreenDeploymentConfiguration().deploymentReadyOption();
        Optional<Instant> since = events.stream()
                .flatMap(event -> Stream.ofNullable(event.endTime()))
                .max(Instant::compareTo);
        Optional<Instant> until = option == null || option.waitTimeInMinutes() == null
                ? Optional.empty()
                : since.map(at -> at.plus(Duration.ofMinutes(option.waitTimeInMinutes())));
        return new HookState(
                "READY_WAIT",
                "AWAITING_ACTION",
                "",
                until,
                option == null ? "" : StateMapper.text(option.actionOnTimeoutAsString()));
    }
}
