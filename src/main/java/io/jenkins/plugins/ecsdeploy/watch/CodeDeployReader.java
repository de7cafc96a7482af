package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.state.HookState;
import io.jenkins.plugins.ecsdeploy.watch.state.RevisionState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.BlueInstanceTerminationOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;

/** Reads deployments that CodeDeploy carries out, and tells them in the shape of ECS's own, with CodeDeploy's words. */
final class CodeDeployReader {

    private static final Set<String> NOT_STARTED = Set.of("Created", "Queued");

    private static final ServiceDeploymentState.CircuitBreaker NO_BREAKER =
            new ServiceDeploymentState.CircuitBreaker("", 0, 0);
    private static final RevisionState NOTHING =
            new RevisionState("", 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());

    private final AwsClients clients;
    private final Runnable onCall;

    CodeDeployReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    void read(List<DeploymentWatch> watches, PollRound.Looks looks) {
        StateReader.batches(
                watches,
                watch -> id(watch).value(),
                Limits.CODE_DEPLOY_DEPLOYMENTS_PER_GET,
                (ids, asked) -> {
                    Map<String, DeploymentInfo> found = describe(ids);
                    List<String> rollbacks = found.values().stream()
                            .map(CodeDeployReader::rollbackId)
                            .flatMap(Optional::stream)
                            .toList();
                    Map<String, DeploymentInfo> back = rollbacks.isEmpty() ? Map.of() : describe(rollbacks);
                    for (DeploymentWatch watch : asked) {
                        DeploymentInfo info = found.get(id(watch).value());
                        if (info == null) {
                            looks.failed(
                                    watch,
                                    new NoSuchResourceException("There is no deployment " + id(watch)
                                            + " in CodeDeploy in region " + clients.region() + "."));
                        } else {
                            watch.deploymentIs(state(watch, info, back));
                        }
                    }
                },
                looks);
    }

    private static DeploymentId id(DeploymentWatch watch) {
        return watch.codeDeployId().or(watch::codeDeployInProgress).orElseThrow();
    }

    private Map<String, DeploymentInfo> describe(List<String> ids) {
        onCall.run();
        return AwsCall.run(
                        "codedeploy:BatchGetDeployments",
                        String.join(", ", ids),
                        () -> clients.codeDeploy()
                                .batchGetDeployments(BatchGetDeploymentsRequest.builder()
                                        .deploymentIds(ids)
                                        .build()))
                .deploymentsInfo()
                .stream()
                .collect(Collectors.toMap(DeploymentInfo::deploymentId, Function.identity()));
    }

    private ServiceDeploymentState state(DeploymentWatch watch, DeploymentInfo info, Map<String, DeploymentInfo> back) {
        Optional<ECSTarget> target = target(watch.ref(), info);
        List<LifecycleEvent> events = target.map(ECSTarget::lifecycleEvents).orElse(List.of());
        Optional<String> rollback = rollbackId(info);
        return new ServiceDeploymentState(
                info.deploymentId(),
                info.statusAsString(),
                reason(info, events),
                stage(info, events),
                "CODE_DEPLOY",
                taskSet(target, "Green"),
                target.isPresent() ? List.of(taskSet(target, "Blue")) : List.of(),
                rollback.orElse(""),
                rollback.map(id -> back.containsKey(id) ? back.get(id).statusAsString() : "Created")
                        .orElse(""),
                NO_BREAKER,
                List.of(),
                "Ready".equals(info.statusAsString()) ? List.of(ready(info, events)) : List.of(),
                settings(info),
                Optional.ofNullable(info.createTime()));
    }

    /** There is none to be read before the deployment has started, which takes CodeDeploy a moment. */
    private Optional<ECSTarget> target(ServiceRef service, DeploymentInfo info) {
        if (NOT_STARTED.contains(info.statusAsString())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(target(service, info.deploymentId())).map(DeploymentTarget::ecsTarget);
        } catch (AwsCallException failed) {
            if ("DeploymentNotStartedException".equals(failed.errorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Its one target is {@code cluster:service}, by their short names (API reference of ECSTarget). */
    private DeploymentTarget target(ServiceRef service, String deploymentId) {
        String targetId = Arn.name(service.cluster()) + ":" + Arn.name(service.service());
        onCall.run();
        return AwsCall.run(
                        "codedeploy:GetDeploymentTarget",
                        deploymentId,
                        () -> clients.codeDeploy()
                                .getDeploymentTarget(GetDeploymentTargetRequest.builder()
                                        .deploymentId(deploymentId)
                                        .targetId(targetId)
                                        .build()))
                .deploymentTarget();
    }

    /** The termination wait is what the bake time is to ECS. */
    private static ServiceDeploymentState.Settings settings(DeploymentInfo info) {
        BlueInstanceTerminationOption option = info.blueGreenDeploymentConfiguration() == null
                ? null
                : info.blueGreenDeploymentConfiguration().terminateBlueInstancesOnDeploymentSuccess();
        return new ServiceDeploymentState.Settings(
                rollsBackOn(info, AutoRollbackEvent.DEPLOYMENT_FAILURE),
                rollsBackOn(info, AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM),
                option == null || option.terminationWaitTimeInMinutes() == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(option.terminationWaitTimeInMinutes()));
    }

    /** Where CodeDeploy doesn't say, it may. */
    private static boolean rollsBackOn(DeploymentInfo info, AutoRollbackEvent event) {
        AutoRollbackConfiguration set = info.autoRollbackConfiguration();
        return set == null || Boolean.TRUE.equals(set.enabled()) && set.events().contains(event);
    }

    /** {@code rollbackDeploymentId} is set on the deployment that is taken back (API reference of RollbackInfo). */
    private static Optional<String> rollbackId(DeploymentInfo info) {
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

    /** What goes on, or went on last; at the end of the shift it is AfterAllowTraffic, whether that is a hook or not. */
    private static String stage(DeploymentInfo info, List<LifecycleEvent> events) {
        if (Boolean.TRUE.equals(info.instanceTerminationWaitTimeStarted())) {
            return "AfterAllowTraffic";
        }
        return events.stream()
                .filter(event -> !"Pending".equals(event.statusAsString()))
                .map(LifecycleEvent::lifecycleEventName)
                .reduce("", (earlier, later) -> later);
    }

    private static RevisionState taskSet(Optional<ECSTarget> target, String label) {
        return target.stream()
                .flatMap(found -> found.taskSetsInfo().stream())
                .filter(set -> label.equals(set.taskSetLabelAsString()))
                .findFirst()
                .map(CodeDeployReader::revision)
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

    /** CodeDeploy's gate. It tells how long it waits, not until when: that is counted from the last event's end. */
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
