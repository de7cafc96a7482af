package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskSets;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deployments, their targets and groups as the API shows them. */
public final class CodeDeployView {

    private final TaskSets taskSets;
    private final Traffic traffic;

    CodeDeployView(TaskSets taskSets, Traffic traffic) {
        this.taskSets = taskSets;
        this.traffic = traffic;
    }

    ObjectNode group(SimulatedDeploymentGroup group) {
        ObjectNode view = group.settings().deepCopy();
        view.put("deploymentGroupId", group.id());
        view.put("deploymentConfigName", group.config());
        view.put("computePlatform", "ECS");
        return view;
    }

    ObjectNode deployment(CodeDeployDeployment deployment) {
        SimulatedDeploymentGroup group = deployment.group;
        ObjectNode view = object();
        view.put("applicationName", group.application());
        view.put("deploymentGroupName", group.name());
        view.put("deploymentConfigName", deployment.config);
        view.put("deploymentId", deployment.id);
        if (deployment.spec != null) {
            // "The content property of the appSpecContent object in the returned revision is always null."
            view.putObject("revision")
                    .put("revisionType", "AppSpecContent")
                    .putObject("appSpecContent")
                    .put("sha256", deployment.spec.sha256());
        }
        view.put("status", deployment.status.name());
        if (deployment.errorCode != null) {
            view.putObject("errorInformation")
                    .put("code", deployment.errorCode)
                    .put("message", deployment.errorMessage);
        }
        time(view, "createTime", deployment.createTime);
        time(view, "startTime", deployment.startTime);
        time(view, "completeTime", deployment.completeTime);
        view.set("deploymentOverview", overview(deployment));
        if (!deployment.description.isEmpty()) {
            view.put("description", deployment.description);
        }
        view.put("creator", deployment.creator);
        view.put("ignoreApplicationStopFailures", false);
        view.set("autoRollbackConfiguration", deployment.autoRollback);
        view.put("updateOutdatedInstancesOnly", false);
        rollback(deployment, view);
        view.putObject("deploymentStyle")
                .put("deploymentType", "BLUE_GREEN")
                .put("deploymentOption", "WITH_TRAFFIC_CONTROL");
        view.put("instanceTerminationWaitTimeStarted", deployment.terminationWaits);
        for (String member : new String[] {"blueGreenDeploymentConfiguration", "loadBalancerInfo"}) {
            if (group.settings().has(member)) {
                view.set(member, group.settings().get(member).deepCopy());
            }
        }
        view.put("fileExistsBehavior", "DISALLOW");
        view.putArray("deploymentStatusMessages");
        view.put("computePlatform", "ECS");
        return view;
    }

    /** {@code deploymentTarget} of the one target there is. */
    ObjectNode target(CodeDeployDeployment deployment) {
        SimulatedDeploymentGroup group = deployment.group;
        ObjectNode view = object();
        view.put("deploymentTargetType", "ECSTarget");
        ObjectNode target = view.putObject("ecsTarget");
        target.put("deploymentId", deployment.id);
        target.put("targetId", group.targetId());
        target.put("targetArn", taskSets.serviceArn(group.cluster(), group.service()));
        time(target, "lastUpdatedAt", deployment.updatedAt);
        ArrayNode events = target.putArray("lifecycleEvents");
        for (CodeDeployDeployment.Event event : deployment.events) {
            ObjectNode one = events.addObject().put("lifecycleEventName", event.name);
            time(one, "startTime", event.startTime);
            time(one, "endTime", event.endTime);
            one.put("status", event.status);
        }
        target.put("status", targetStatus(deployment));
        ArrayNode sets = target.putArray("taskSetsInfo");
        for (TaskSets.TaskSet set : taskSets.of(group.cluster(), group.service())) {
            taskSet(deployment, set, sets.addObject());
        }
        return view;
    }

    private void taskSet(CodeDeployDeployment deployment, TaskSets.TaskSet set, ObjectNode view) {
        view.put("identifer", set.id()); // so spelt in the API
        view.put("desiredCount", set.desired());
        view.put("pendingCount", set.pending());
        view.put("runningCount", set.running());
        view.put("status", set.status());
        view.put("trafficWeight", weight(deployment.group, set.targetGroupArn()));
        traffic.targetGroup(set.targetGroupArn())
                .map(TargetGroup::name)
                .ifPresent(name -> view.putObject("targetGroup").put("name", name));
        view.put("taskSetLabel", set.id().equals(deployment.green) ? "Green" : "Blue");
    }

    private double weight(SimulatedDeploymentGroup group, String targetGroupArn) {
        return group.productionListeners().stream()
                .flatMap(listener -> traffic.rules(listener, List.of(targetGroupArn)).stream())
                .findFirst()
                .flatMap(traffic::weights)
                .map(weights -> share(weights, targetGroupArn))
                .orElse(0.0);
    }

    private static double share(Map<String, Integer> weights, String group) {
        int all = weights.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0.0 : 100.0 * weights.getOrDefault(group, 0) / all;
    }

    private static void rollback(CodeDeployDeployment deployment, ObjectNode view) {
        if (deployment.rollbackDeploymentId != null || deployment.rollbackTriggeringDeploymentId != null) {
            ObjectNode rollback = view.putObject("rollbackInfo");
            text(rollback, "rollbackDeploymentId", deployment.rollbackDeploymentId);
            text(rollback, "rollbackTriggeringDeploymentId", deployment.rollbackTriggeringDeploymentId);
            text(rollback, "rollbackMessage", deployment.rollbackMessage);
        }
    }

    private static ObjectNode overview(CodeDeployDeployment deployment) {
        String counted =
                switch (deployment.status) {
                    case Created -> "Pending";
                    case Stopped -> "Skipped";
                    default -> deployment.status.name();
                };
        ObjectNode overview = object();
        for (String member : new String[] {"Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Ready"}) {
            overview.put(member, member.equals(counted) ? 1 : 0);
        }
        return overview;
    }

    private static String targetStatus(CodeDeployDeployment deployment) {
        return switch (deployment.status) {
            case Created -> "Pending";
            case Stopped -> "Failed";
            default -> deployment.status.name();
        };
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void text(ObjectNode node, String member, String value) {
        if (value != null) {
            node.put(member, value);
        }
    }

    private static void time(ObjectNode node, String member, Instant time) {
        if (time != null) {
            node.put(member, BigDecimal.valueOf(time.toEpochMilli(), 3));
        }
    }
}
