package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskSets;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Starts, continues and stops deployments, and rolls them back by another deployment, as CodeDeploy does. */
final class SimulatedDeployments {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final Duration ROLLBACK = Duration.ofSeconds(15);

    /** A rollback is visible a while after the deployment has ended; how long isn't documented. */
    private static final Duration UNTIL_ROLLBACK = Duration.ofSeconds(40);

    private final EventTimeline timeline;
    private final TaskSets taskSets;
    private final DeploymentLifecycle course;
    private final Random random = new Random(20141006);
    private final Map<String, CodeDeployDeployment> deployments = new LinkedHashMap<>();

    SimulatedDeployments(
            EventTimeline timeline, Traffic traffic, TaskSets taskSets, Scenarios scenarios, CloudWatchAlarms alarms) {
        this.timeline = timeline;
        this.taskSets = taskSets;
        this.course = new DeploymentLifecycle(
                timeline, traffic, taskSets, scenarios, failed -> rollBackIf(failed, "DEPLOYMENT_FAILURE"));
        alarms.listen((alarm, on) -> alarm(alarm, on));
    }

    /** Newest first. */
    List<CodeDeployDeployment> of(SimulatedDeploymentGroup group) {
        List<CodeDeployDeployment> found = new ArrayList<>(deployments.values().stream()
                .filter(one -> one.group.equals(group))
                .toList());
        Collections.reverse(found);
        return found;
    }

    Optional<CodeDeployDeployment> find(String id) {
        return Optional.ofNullable(deployments.get(id));
    }

    CodeDeployDeployment create(
            SimulatedDeploymentGroup group, ReceivedAppSpec spec, String config, ObjectNode request) {
        of(group).stream().filter(one -> !one.status.ended()).findFirst().ifPresent(active -> {
            throw AwsError.client(
                    "DeploymentLimitExceededException",
                    "The Deployment Group '" + group.name() + "' already has an active Deployment '" + active.id + "'");
        });
        CodeDeployDeployment made = new CodeDeployDeployment(
                newId(),
                group,
                spec,
                config,
                request.path("description").asText(),
                either(request, "autoRollbackConfiguration", group, "autoRollbackConfiguration"),
                either(request, "overrideAlarmConfiguration", group, "alarmConfiguration"),
                timeline.now());
        deployments.put(made.id, made);
        course.begin(made);
        return made;
    }

    /** Ends the wait that the deployment is in. */
    void continueDeployment(CodeDeployDeployment deployment) {
        Runnable next = deployment.afterWait;
        deployment.afterWait = null;
        next.run();
    }

    /** @param rollBack as the request says; null leaves it to the group's configuration */
    void stop(CodeDeployDeployment deployment, Boolean rollBack) {
        stop(deployment, "MANUAL_STOP", "The deployment was stopped by a user."); // the simulator's wording
        if (rollBack == null) {
            rollBackIf(deployment, "DEPLOYMENT_STOP_ON_REQUEST");
        } else if (rollBack) {
            rollBackSoon(deployment);
        }
    }

    private void alarm(String alarm, boolean on) {
        List<CodeDeployDeployment> watching = deployments.values().stream()
                .filter(one -> on && !one.status.ended() && one.watches(alarm))
                .toList();
        for (CodeDeployDeployment one : watching) {
            stop(
                    one,
                    "ALARM_ACTIVE",
                    "One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and"
                            + " the affected deployments have been stopped. Activated alarms: <" + alarm + ">");
            rollBackIf(one, "DEPLOYMENT_STOP_ON_ALARM");
        }
    }

    private void stop(CodeDeployDeployment deployment, String code, String message) {
        deployment.errorCode = code;
        deployment.errorMessage = message;
        deployment.events.stream()
                .filter(event -> !event.status.equals("Succeeded"))
                .forEach(event -> event.status = "Skipped");
        deployment.end(CodeDeployDeployment.Status.Stopped, timeline.now());
    }

    private void rollBackIf(CodeDeployDeployment deployment, String event) {
        if (deployment.rollsBackOn(event)) {
            rollBackSoon(deployment);
        }
    }

    private void rollBackSoon(CodeDeployDeployment deployment) {
        timeline.after(UNTIL_ROLLBACK, () -> rollBack(deployment));
    }

    /** A rollback is another deployment; each of the two names the other (API reference, RollbackInfo). */
    private void rollBack(CodeDeployDeployment failed) {
        CodeDeployDeployment rollback = new CodeDeployDeployment(
                newId(),
                failed.group,
                null,
                failed.config,
                "",
                JsonNodeFactory.instance.objectNode().put("enabled", false),
                JsonNodeFactory.instance.objectNode(),
                timeline.now());
        rollback.creator = "codeDeployRollback";
        rollback.rollbackTriggeringDeploymentId = failed.id;
        failed.rollbackDeploymentId = rollback.id;
        // The simulator's wording.
        failed.rollbackMessage = "Deployment " + failed.id + " rolled back by deployment " + rollback.id;
        deployments.put(rollback.id, rollback);
        rollback.status = CodeDeployDeployment.Status.InProgress;
        rollback.startTime = timeline.now();
        timeline.after(ROLLBACK, () -> restore(failed, rollback));
    }

    private void restore(CodeDeployDeployment failed, CodeDeployDeployment rollback) {
        if (rollback.status.ended()) {
            return;
        }
        SimulatedDeploymentGroup group = failed.group;
        taskSets.of(group.cluster(), group.service()).stream()
                .filter(set -> set.id().equals(failed.blue))
                .findFirst()
                .ifPresent(blue -> {
                    course.shiftAll(failed, blue.targetGroupArn());
                    taskSets.promote(group.cluster(), group.service(), blue.id());
                });
        if (failed.green != null) {
            taskSets.delete(group.cluster(), group.service(), failed.green);
        }
        rollback.end(CodeDeployDeployment.Status.Succeeded, timeline.now());
    }

    private static JsonNode either(
            ObjectNode request, String member, SimulatedDeploymentGroup group, String otherwise) {
        JsonNode chosen =
                request.has(member) ? request.get(member) : group.settings().path(otherwise);
        return chosen.isObject()
                ? chosen
                : JsonNodeFactory.instance.objectNode().put("enabled", false);
    }

    private String newId() {
        StringBuilder id = new StringBuilder("d-");
        for (int i = 0; i < 9; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
