package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.HookState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.RevisionState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import io.jenkins.plugins.ecsdeploy.watch.state.TaskSetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes observations of a service `webshop` whose deployment `ecs-svc/2` is followed, for tests. */
public final class ObservationBuilder {

    public static final DeploymentId FOLLOWED = new DeploymentId("ecs-svc/2");
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private Instant at = START;
    private String serviceStatus = "ACTIVE";
    private String status = "";
    private String stage = "";
    private String strategy = "BLUE_GREEN";
    private String statusReason = "";
    private String breaker = "MONITORING";
    private int failureCount;
    private List<String> alarms = List.of();
    private double production;
    private double test;
    private int running = 2;
    private int desired = 2;
    private int pending;
    private Instant created = START;
    private List<HookState> hooks = List.of();
    private ServiceDeploymentState.Settings settings = ServiceDeploymentState.Settings.NONE;
    private String rollbackReason = "";
    private String rollbackStatus = "";
    private int olderRequested = 2;
    private Optional<Instant> finished = Optional.empty();
    private Optional<Observation.NextDeployment> next = Optional.empty();
    private final List<DeploymentState> deployments = new ArrayList<>();
    private final List<TaskSetState> taskSets = new ArrayList<>();
    private Instant serviceCreated = START.minusSeconds(3600);
    private final List<ServiceEvent> events = new ArrayList<>();
    private String taskDefinition = "webshop:2";

    public static ObservationBuilder observation() {
        return new ObservationBuilder();
    }

    public ObservationBuilder at(int second) {
        at = START.plusSeconds(second);
        return this;
    }

    public ObservationBuilder service(String statusOfService) {
        serviceStatus = statusOfService;
        return this;
    }

    /** The followed deployment is listed with this status. */
    public ObservationBuilder status(String statusOfDeployment) {
        status = statusOfDeployment;
        return this;
    }

    public ObservationBuilder stage(String lifecycleStage) {
        stage = lifecycleStage;
        return this;
    }

    public ObservationBuilder strategy(String name) {
        strategy = name;
        return this;
    }

    public ObservationBuilder because(String reason) {
        statusReason = reason;
        return this;
    }

    public ObservationBuilder rollback(String reason, String statusOfCodeDeploy) {
        rollbackReason = reason;
        rollbackStatus = statusOfCodeDeploy;
        return this;
    }

    public ObservationBuilder breakerTriggered(int failures) {
        breaker = "TRIGGERED";
        failureCount = failures;
        return this;
    }

    public ObservationBuilder alarm(String name) {
        alarms = List.of(name);
        return this;
    }

    public ObservationBuilder traffic(double productionPercent, double testPercent) {
        production = productionPercent;
        test = testPercent;
        return this;
    }

    public ObservationBuilder counts(int runningTasks, int pendingTasks, int desiredTasks) {
        running = runningTasks;
        pending = pendingTasks;
        desired = desiredTasks;
        return this;
    }

    public ObservationBuilder runs(String familyRevision) {
        taskDefinition = familyRevision;
        return this;
    }

    /** The next deployment listed was created so long after the followed one. */
    public ObservationBuilder created(int second) {
        created = START.plusSeconds(second);
        return this;
    }

    public ObservationBuilder deployment(
            String id, String statusInService, String familyRevision, String rolloutState) {
        deployments.add(new DeploymentState(
                new DeploymentId(id),
                statusInService,
                arn(familyRevision),
                desired,
                running,
                pending,
                0,
                rolloutState,
                "",
                created));
        return this;
    }

    /** The followed deployment ended so long after its creation. */
    public ObservationBuilder finished(int second) {
        finished = Optional.of(START.plusSeconds(second));
        return this;
    }

    /** Another deployment was created so long after the followed one. */
    public ObservationBuilder next(String id, int second) {
        next = Optional.of(new Observation.NextDeployment(new DeploymentId(id), START.plusSeconds(second)));
        return this;
    }

    /** The service itself was created so long after the followed deployment. */
    public ObservationBuilder serviceCreated(int second) {
        serviceCreated = START.plusSeconds(second);
        return this;
    }

    /** A pause has expired and let the deployment continue. */
    public ObservationBuilder expiredPause() {
        hooks = List.of(new HookState("hook-1", "TIMED_OUT", "", Optional.of(START), "CONTINUE"));
        return this;
    }

    /** A task set with the counts so far; the followed deployment's unless another creator is named. */
    public ObservationBuilder taskSet(String setStatus, String familyRevision, String creator) {
        taskSets.add(new TaskSetState(
                "ecs-svc/" + taskSets.size(),
                setStatus,
                Optional.of(new DeploymentId(creator)),
                arn(familyRevision),
                desired,
                running,
                pending,
                created,
                List.of()));
        return this;
    }

    public ObservationBuilder event(String id, int second, String message) {
        events.add(0, new ServiceEvent(id, START.plusSeconds(second), message));
        return this;
    }

    /** The followed deployment is paused at a PAUSE hook. */
    public ObservationBuilder paused(String hookId) {
        hooks = List.of(new HookState(hookId, "AWAITING_ACTION", "", Optional.of(START.plusSeconds(3600)), "ROLLBACK"));
        return this;
    }

    public ObservationBuilder hook(String status) {
        hooks = List.of(new HookState("hook-1", status, "arn:aws:lambda:…", Optional.empty(), "ROLLBACK"));
        return this;
    }

    public ObservationBuilder rollsBack(boolean breaker, boolean alarm) {
        settings = new ServiceDeploymentState.Settings(breaker, alarm, OptionalInt.of(5), false);
        return this;
    }

    public ObservationBuilder olderTasks(int requested) {
        olderRequested = requested;
        return this;
    }

    public Observation seen() {
        return new Observation(
                at,
                new ServiceState(
                        "arn:aws:ecs:us-east-1:123456789012:service/shop/webshop",
                        serviceStatus,
                        taskSets.isEmpty() ? "ECS" : "CODE_DEPLOY",
                        serviceCreated,
                        strategy,
                        arn(taskDefinition),
                        desired,
                        running,
                        pending,
                        deployments,
                        taskSets,
                        events,
                        List.of()),
                status.isEmpty() ? Optional.empty() : Optional.of(serviceDeployment()),
                next);
    }

    private ServiceDeploymentState serviceDeployment() {
        return new ServiceDeploymentState(
                "arn:aws:ecs:us-east-1:123456789012:service-deployment/shop/webshop/abc",
                status,
                statusReason,
                stage,
                strategy,
                new RevisionState(
                        "arn:aws:ecs:us-east-1:123456789012:service-revision/shop/webshop/2",
                        desired,
                        running,
                        pending,
                        OptionalDouble.of(production),
                        OptionalDouble.of(test)),
                List.of(new RevisionState(
                        "arn:aws:ecs:us-east-1:123456789012:service-revision/shop/webshop/1",
                        olderRequested,
                        olderRequested,
                        0,
                        OptionalDouble.of(100 - production),
                        OptionalDouble.of(100 - test))),
                rollbackReason,
                rollbackStatus,
                new ServiceDeploymentState.CircuitBreaker(breaker, failureCount, 3),
                alarms,
                hooks,
                settings,
                Optional.of(START),
                finished);
    }

    private static String arn(String familyRevision) {
        return "arn:aws:ecs:us-east-1:123456789012:task-definition/" + familyRevision;
    }
}
