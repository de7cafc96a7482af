package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes observations of a service `webshop` whose deployment `ecs-svc/2` is followed, for tests. */
public final class Looks {

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
    private final List<DeploymentState> deployments = new ArrayList<>();
    private final List<ServiceEvent> events = new ArrayList<>();
    private String taskDefinition = "webshop:2";

    public static Looks look() {
        return new Looks();
    }

    public Looks at(int second) {
        at = START.plusSeconds(second);
        return this;
    }

    public Looks service(String statusOfService) {
        serviceStatus = statusOfService;
        return this;
    }

    /** The followed deployment is listed with this status. */
    public Looks status(String statusOfDeployment) {
        status = statusOfDeployment;
        return this;
    }

    public Looks stage(String lifecycleStage) {
        stage = lifecycleStage;
        return this;
    }

    public Looks strategy(String name) {
        strategy = name;
        return this;
    }

    public Looks because(String reason) {
        statusReason = reason;
        return this;
    }

    public Looks breakerTriggered(int failures) {
        breaker = "TRIGGERED";
        failureCount = failures;
        return this;
    }

    public Looks alarm(String name) {
        alarms = List.of(name);
        return this;
    }

    public Looks traffic(double productionPercent, double testPercent) {
        production = productionPercent;
        test = testPercent;
        return this;
    }

    public Looks counts(int runningTasks, int pendingTasks, int desiredTasks) {
        running = runningTasks;
        pending = pendingTasks;
        desired = desiredTasks;
        return this;
    }

    public Looks runs(String familyRevision) {
        taskDefinition = familyRevision;
        return this;
    }

    /** The next deployment listed was created so long after the followed one. */
    public Looks created(int second) {
        created = START.plusSeconds(second);
        return this;
    }

    public Looks deployment(String id, String statusInService, String familyRevision, String rolloutState) {
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

    public Looks event(String id, int second, String message) {
        events.add(0, new ServiceEvent(id, START.plusSeconds(second), message));
        return this;
    }

    public Observation seen() {
        return new Observation(
                at,
                serviceStatus,
                strategy,
                arn(taskDefinition),
                desired,
                running,
                pending,
                deployments,
                status.isEmpty() ? Optional.empty() : Optional.of(serviceDeployment()),
                events);
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
                        2,
                        2,
                        0,
                        OptionalDouble.of(100 - production),
                        OptionalDouble.of(100 - test))),
                "",
                new ServiceDeploymentState.CircuitBreaker(breaker, failureCount, 3),
                alarms,
                Optional.of(START));
    }

    private static String arn(String familyRevision) {
        return "arn:aws:ecs:us-east-1:123456789012:task-definition/" + familyRevision;
    }
}
