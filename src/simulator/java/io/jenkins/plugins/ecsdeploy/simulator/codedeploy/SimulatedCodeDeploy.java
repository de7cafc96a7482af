package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskSets;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * AWS CodeDeploy (API version 2014-10-06) for ECS services in the account's region; other regions are empty. Its errors
 * are those that the API reference lists for each operation; if no public text is known, the wording is the
 * simulator's.
 */
public final class SimulatedCodeDeploy implements JsonService {

    private static final int MOST_DEPLOYMENTS = 25;
    private static final int LONGEST_DESCRIPTION = 512;

    private final AwsAccount account;
    private final EventTimeline timeline;
    private final TaskSets taskSets;
    private final CodeDeployView view;
    private final SimulatedDeployments deployments;
    private final Map<String, Map<String, SimulatedDeploymentGroup>> applications = new LinkedHashMap<>();

    public SimulatedCodeDeploy(
            AwsAccount account,
            EventTimeline timeline,
            Traffic traffic,
            TaskSets taskSets,
            Scenarios scenarios,
            CloudWatchAlarms alarms) {
        this.account = account;
        this.timeline = timeline;
        this.taskSets = taskSets;
        this.view = new CodeDeployView(taskSets, traffic);
        this.deployments = new SimulatedDeployments(timeline, traffic, taskSets, scenarios, alarms);
    }

    @Override
    public String targetPrefix() {
        return "CodeDeploy_20141006";
    }

    @Override
    public String iamPrefix() {
        return "codedeploy";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        return timeline.caughtUp(() -> {
            if (!caller.region().equals(account.region())) {
                return elsewhere(operation);
            }
            return answer(operation, input);
        });
    }

    private static ObjectNode elsewhere(String operation) {
        if (operation.contains("DeploymentGroup")
                || operation.contains("Application")
                || operation.startsWith("Create")) {
            throw applicationMissing("");
        }
        throw AwsError.client("DeploymentDoesNotExistException", "The deployment does not exist in this region.");
    }

    /** Answers in-process; seeds use it. */
    public ObjectNode answer(String operation, ObjectNode input) {
        return switch (operation) {
            case "CreateApplication" -> createApplication(input);
            case "GetApplication" -> getApplication(input);
            case "CreateDeploymentGroup" -> createGroup(input);
            case "GetDeploymentGroup" -> CodeDeployView.object().set("deploymentGroupInfo", view.group(group(input)));
            case "CreateDeployment" -> createDeployment(input);
            case "GetDeployment" -> CodeDeployView.object().set("deploymentInfo", view.deployment(deployment(input)));
            case "BatchGetDeployments" -> batchGetDeployments(input);
            case "ListDeployments" -> listDeployments(input);
            case "GetDeploymentTarget" -> getTarget(input);
            case "BatchGetDeploymentTargets" -> batchGetTargets(input);
            case "ListDeploymentTargets" -> listTargets(input);
            case "ContinueDeployment" -> continueDeployment(input);
            case "StopDeployment" -> stopDeployment(input);
            default ->
                throw AwsError.client(
                        "UnknownOperationException", "The simulator has no operation " + operation + " of CodeDeploy.");
        };
    }

    private ObjectNode createApplication(ObjectNode input) {
        String name = required(input, "applicationName", "ApplicationNameRequiredException");
        if (applications.containsKey(name)) {
            throw AwsError.client("ApplicationAlreadyExistsException", "Application already exists: " + name);
        }
        if (!input.path("computePlatform").asText().equals("ECS")) {
            throw AwsError.client("InvalidComputePlatformException", "The simulator has ECS applications only.");
        }
        applications.put(name, new LinkedHashMap<>());
        return CodeDeployView.object().put("applicationId", id("application", name));
    }

    private ObjectNode getApplication(ObjectNode input) {
        String name = required(input, "applicationName", "ApplicationNameRequiredException");
        groups(name);
        ObjectNode result = CodeDeployView.object();
        result.putObject("application")
                .put("applicationId", id("application", name))
                .put("applicationName", name)
                .put("linkedToGitHub", false)
                .put("computePlatform", "ECS");
        return result;
    }

    private ObjectNode createGroup(ObjectNode input) {
        Map<String, SimulatedDeploymentGroup> groups =
                groups(required(input, "applicationName", "ApplicationNameRequiredException"));
        String name = required(input, "deploymentGroupName", "DeploymentGroupNameRequiredException");
        if (groups.containsKey(name)) {
            throw AwsError.client("DeploymentGroupAlreadyExistsException", "Deployment group already exists: " + name);
        }
        SimulatedDeploymentGroup group = new SimulatedDeploymentGroup(
                id("group", name), input.get("applicationName").asText(), name, input.deepCopy());
        if (!taskSets.manages(group.cluster(), group.service())) {
            throw AwsError.client(
                    "InvalidECSServiceException",
                    "The ECS service " + group.targetId()
                            + " is not there or has no CODE_DEPLOY deployment controller.");
        }
        if (group.targetGroupNames().size() != 2) {
            throw AwsError.client("InvalidTargetGroupPairException", "A target group pair has two target groups.");
        }
        config(group.config());
        groups.put(name, group);
        return CodeDeployView.object().put("deploymentGroupId", group.id());
    }

    private ObjectNode createDeployment(ObjectNode input) {
        Map<String, SimulatedDeploymentGroup> groups =
                groups(required(input, "applicationName", "ApplicationNameRequiredException"));
        required(input, "deploymentGroupName", "DeploymentGroupNameRequiredException");
        SimulatedDeploymentGroup group = group(groups, input);
        if (!input.path("revision").isObject()) {
            throw AwsError.client("RevisionRequiredException", "A revision must be specified.");
        }
        if (input.path("description").asText().length() > LONGEST_DESCRIPTION) {
            throw AwsError.client("DescriptionTooLongException", "The description is longer than 512 characters.");
        }
        String config = input.path("deploymentConfigName").asText(group.config());
        config(config);
        ReceivedAppSpec spec = ReceivedAppSpec.of(input.get("revision"));
        return CodeDeployView.object().put("deploymentId", deployments.create(group, spec, config, input).id);
    }

    /** Unknown deployments are left out (the API reference lists no error for them). */
    private ObjectNode batchGetDeployments(ObjectNode input) {
        List<String> ids = strings(input, "deploymentIds");
        if (ids.isEmpty()) {
            throw AwsError.client("DeploymentIdRequiredException", "At least one deployment ID must be specified.");
        }
        if (ids.size() > MOST_DEPLOYMENTS) {
            throw AwsError.client("BatchLimitExceededException", "At most 25 deployment IDs can be specified.");
        }
        ObjectNode result = CodeDeployView.object();
        ArrayNode found = result.putArray("deploymentsInfo");
        ids.stream().flatMap(id -> deployments.find(id).stream()).forEach(one -> found.add(view.deployment(one)));
        return result;
    }

    private ObjectNode listDeployments(ObjectNode input) {
        List<String> statuses = strings(input, "includeOnlyStatuses");
        ObjectNode result = CodeDeployView.object();
        ArrayNode ids = result.putArray("deployments");
        deployments.of(group(input)).stream()
                .filter(one -> statuses.isEmpty() || statuses.contains(one.status.name()))
                .forEach(one -> ids.add(one.id));
        return result;
    }

    private ObjectNode getTarget(ObjectNode input) {
        CodeDeployDeployment deployment = started(input);
        String target = required(input, "targetId", "DeploymentTargetIdRequiredException");
        checkTarget(deployment, target);
        return CodeDeployView.object().set("deploymentTarget", view.target(deployment));
    }

    private ObjectNode batchGetTargets(ObjectNode input) {
        CodeDeployDeployment deployment = started(input);
        ObjectNode result = CodeDeployView.object();
        ArrayNode targets = result.putArray("deploymentTargets");
        for (String target : strings(input, "targetIds")) {
            checkTarget(deployment, target);
            targets.add(view.target(deployment));
        }
        return result;
    }

    private ObjectNode listTargets(ObjectNode input) {
        CodeDeployDeployment deployment = started(input);
        ObjectNode result = CodeDeployView.object();
        result.putArray("targetIds").add(deployment.group.targetId());
        return result;
    }

    private ObjectNode continueDeployment(ObjectNode input) {
        CodeDeployDeployment deployment = deployment(input);
        String type = input.path("deploymentWaitType").asText("READY_WAIT");
        if (!List.of("READY_WAIT", "TERMINATION_WAIT").contains(type)) {
            throw AwsError.client("InvalidDeploymentWaitTypeException", "The wait type is invalid.");
        }
        if (deployment.status.ended()) {
            throw AwsError.client(
                    "DeploymentAlreadyCompletedException",
                    "The deployment " + deployment.id + " is already completed.");
        }
        boolean ready = deployment.status == CodeDeployDeployment.Status.Ready;
        boolean waits = type.equals("READY_WAIT") ? ready : deployment.terminationWaits;
        if (!waits || deployment.afterWait == null) {
            throw AwsError.client(
                    type.equals("READY_WAIT")
                            ? "DeploymentIsNotInReadyStateException"
                            : "InvalidDeploymentStatusException",
                    "The deployment " + deployment.id + " does not wait for " + type + ".");
        }
        deployments.continueDeployment(deployment);
        return CodeDeployView.object();
    }

    private ObjectNode stopDeployment(ObjectNode input) {
        CodeDeployDeployment deployment = deployment(input);
        if (deployment.status.ended()) {
            throw AwsError.client(
                    "DeploymentAlreadyCompletedException",
                    "The deployment " + deployment.id + " is already completed.");
        }
        JsonNode rollBack = input.path("autoRollbackEnabled");
        deployments.stop(deployment, rollBack.isBoolean() ? rollBack.asBoolean() : null);
        return CodeDeployView.object()
                .put("status", "Succeeded")
                .put("statusMessage", "No more commands will be scheduled for execution in the deployment instances");
    }

    private CodeDeployDeployment started(ObjectNode input) {
        CodeDeployDeployment deployment = deployment(input);
        if (deployment.status == CodeDeployDeployment.Status.Created) {
            throw AwsError.client(
                    "DeploymentNotStartedException", "The deployment " + deployment.id + " has not started.");
        }
        return deployment;
    }

    private static void checkTarget(CodeDeployDeployment deployment, String target) {
        if (!target.equals(deployment.group.targetId())) {
            throw AwsError.client(
                    "DeploymentTargetDoesNotExistException",
                    "The deployment " + deployment.id + " has no target " + target + ".");
        }
    }

    private CodeDeployDeployment deployment(ObjectNode input) {
        String id = required(input, "deploymentId", "DeploymentIdRequiredException");
        if (!id.startsWith("d-")) {
            throw AwsError.client("InvalidDeploymentIdException", "The deployment ID " + id + " is invalid.");
        }
        return deployments
                .find(id)
                .orElseThrow(() -> AwsError.client(
                        "DeploymentDoesNotExistException", "The deployment " + id + " could not be found"));
    }

    private SimulatedDeploymentGroup group(ObjectNode input) {
        Map<String, SimulatedDeploymentGroup> groups =
                groups(required(input, "applicationName", "ApplicationNameRequiredException"));
        required(input, "deploymentGroupName", "DeploymentGroupNameRequiredException");
        return group(groups, input);
    }

    private static SimulatedDeploymentGroup group(Map<String, SimulatedDeploymentGroup> groups, ObjectNode input) {
        String name = input.path("deploymentGroupName").asText();
        if (!groups.containsKey(name)) {
            throw AwsError.client(
                    "DeploymentGroupDoesNotExistException", "No Deployment Group found for name: " + name);
        }
        return groups.get(name);
    }

    private Map<String, SimulatedDeploymentGroup> groups(String application) {
        if (!applications.containsKey(application)) {
            throw applicationMissing(application);
        }
        return applications.get(application);
    }

    private static AwsError applicationMissing(String name) {
        return AwsError.client("ApplicationDoesNotExistException", "No application found for name: " + name);
    }

    private static void config(String name) {
        if (TrafficConfig.steps(name).isEmpty()) {
            throw AwsError.client(
                    "DeploymentConfigDoesNotExistException", "No deployment configuration found for name: " + name);
        }
    }

    private static String required(ObjectNode input, String member, String code) {
        String value = input.path(member).asText();
        if (value.isEmpty()) {
            throw AwsError.client(code, member + " must be specified.");
        }
        return value;
    }

    private static List<String> strings(ObjectNode input, String member) {
        List<String> values = new ArrayList<>();
        input.path(member).forEach(value -> values.add(value.asText()));
        return values;
    }

    private static String id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
