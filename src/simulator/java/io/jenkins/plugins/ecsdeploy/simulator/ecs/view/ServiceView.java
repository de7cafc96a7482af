package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LoadBalancerBinding;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceEvents;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A service as DescribeServices shows it. */
public final class ServiceView {

    private final EventTimeline timeline;
    private final EcsTimings timings;

    public ServiceView(EventTimeline timeline, EcsTimings timings) {
        this.timeline = timeline;
        this.timings = timings;
    }

    public ObjectNode of(EcsService service, boolean tags) {
        ObjectNode settings = service.settings();
        ObjectNode view = Json.object();
        view.put("serviceArn", service.arn());
        view.put("serviceName", service.name());
        view.put("clusterArn", service.clusterArn());
        list(settings, view, "loadBalancers");
        list(settings, view, "serviceRegistries");
        view.put("status", service.status());
        view.put("desiredCount", service.desiredCount());
        view.put("runningCount", EcsTask.count(service.tasks(), EcsTask::running));
        view.put("pendingCount", EcsTask.count(service.tasks(), EcsTask::pending));
        LaunchCapacity.describe(settings, view);
        view.put("taskDefinition", settings.get("taskDefinition").asText());
        view.set("deploymentConfiguration", service.deploymentSettings().configuration());
        ArrayNode deployments = view.putArray("deployments");
        ArrayNode taskSets = service.codeDeploy() ? view.putArray("taskSets") : Json.array();
        service.deployments().stream()
                .sorted(Comparator.comparing((Deployment one) -> !one.status().equals("PRIMARY")))
                .forEach(deployment -> {
                    if (service.codeDeploy()) {
                        taskSets.add(TaskSetView.of(service, deployment));
                    } else {
                        deployments.add(deployment(service, deployment));
                    }
                });
        if (!LoadBalancerBinding.of(settings).isEmpty()) {
            view.put(
                    "roleArn",
                    "arn:aws:iam::" + service.arn().split(":")[4]
                            + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS");
        }
        view.set("events", Json.array(service.events().newestFirst(), ServiceView::event));
        Json.time(view, "createdAt", service.createdAt());
        currentServiceDeployment(service).ifPresent(current -> view.put("currentServiceDeployment", current.arn()));
        if (!service.codeDeploy()) {
            view.set("currentServiceRevisions", Json.array(current(service), one -> revision(service, one)));
        }
        list(settings, view, "placementConstraints");
        list(settings, view, "placementStrategy");
        network(settings, view);
        if (!LoadBalancerBinding.of(settings).isEmpty()) {
            view.put(
                    "healthCheckGracePeriodSeconds",
                    settings.path("healthCheckGracePeriodSeconds").asInt(0));
        }
        view.put("schedulingStrategy", Json.read(settings, "schedulingStrategy", "REPLICA"));
        view.putObject("deploymentController").put("type", "ECS");
        Json.copy(settings, view, "deploymentController");
        if (tags) {
            Json.copy(settings, view, "tags");
        }
        view.put("enableECSManagedTags", settings.path("enableECSManagedTags").asBoolean());
        view.put("propagateTags", Json.read(settings, "propagateTags", "NONE"));
        view.put("enableExecuteCommand", settings.path("enableExecuteCommand").asBoolean());
        view.put("availabilityZoneRebalancing", Json.read(settings, "availabilityZoneRebalancing", "ENABLED"));
        return view;
    }

    private static ObjectNode deployment(EcsService service, Deployment deployment) {
        List<EcsTask> tasks = service.tasks().stream()
                .filter(task -> task.deployment() == deployment)
                .toList();
        ObjectNode view = Json.object();
        view.put("id", deployment.id());
        view.put("status", deployment.status());
        view.put("taskDefinition", deployment.revision().taskDefinition().arn());
        view.put("desiredCount", wanted(service, deployment));
        view.put("pendingCount", EcsTask.count(tasks, EcsTask::pending));
        view.put("runningCount", EcsTask.count(tasks, EcsTask::running));
        view.put("failedTasks", deployment.failedTasks());
        Json.time(view, "createdAt", deployment.createdAt());
        Json.time(view, "updatedAt", deployment.updatedAt());
        ObjectNode settings = deployment.revision().settings();
        LaunchCapacity.describe(settings, view);
        if (view.path("platformVersion").asText().equals("LATEST")) {
            view.put("platformVersion", "1.4.0");
        }
        network(settings, view);
        // API reference: these are members of Deployment, not of Service.
        Json.copy(settings, view, "serviceConnectConfiguration");
        Json.copy(settings, view, "volumeConfigurations");
        Json.copy(settings, view, "vpcLatticeConfigurations");
        view.put("rolloutState", deployment.rollout().name());
        view.put("rolloutStateReason", deployment.rolloutReason());
        return view;
    }

    /** The desired count of the primary; of the others, what still runs. */
    private static int wanted(EcsService service, Deployment deployment) {
        return deployment.status().equals("PRIMARY")
                ? service.desiredCount()
                : service.wantedTasks(deployment).size();
    }

    private static List<Deployment> current(EcsService service) {
        return service.deployments().stream()
                .filter(one -> one.status().equals("PRIMARY") || service.hasTasks(one))
                .toList();
    }

    private static ObjectNode revision(EcsService service, Deployment deployment) {
        List<EcsTask> tasks = service.tasks().stream()
                .filter(task -> task.deployment() == deployment)
                .toList();
        return Json.object()
                .put("arn", deployment.revision().arn())
                .put("requestedTaskCount", wanted(service, deployment))
                .put("runningTaskCount", EcsTask.count(tasks, EcsTask::running))
                .put("pendingTaskCount", EcsTask.count(tasks, EcsTask::pending));
    }

    /** Still names the previous deployment for a while, if a test says so (ecspresso #945). */
    private Optional<ServiceDeployment> currentServiceDeployment(EcsService service) {
        Instant known = timeline.now().minus(timings.staleCurrentDeployment());
        return service.serviceDeployments().stream()
                .filter(one -> !one.createdAt().isAfter(known))
                .findFirst();
    }

    private static ObjectNode event(ServiceEvents.Event event) {
        ObjectNode view = Json.object();
        view.put("id", event.id());
        Json.time(view, "createdAt", event.createdAt());
        view.put("message", event.message());
        return view;
    }

    /** Described with the defaults of AwsVpcConfiguration (API reference). */
    private static void network(ObjectNode settings, ObjectNode view) {
        Json.copy(settings, view, "networkConfiguration");
        if (view.path("networkConfiguration").path("awsvpcConfiguration") instanceof ObjectNode network) {
            if (!network.has("assignPublicIp")) {
                network.put("assignPublicIp", "DISABLED");
            }
            if (!network.has("securityGroups")) {
                network.putArray("securityGroups");
            }
        }
    }

    private static void list(ObjectNode settings, ObjectNode view, String member) {
        view.putArray(member);
        Json.copy(settings, view, member);
    }
}
