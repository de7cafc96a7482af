package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Failures;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.DeploymentFactory;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.ServiceScheduler;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceEvents;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.LaunchCapacity;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.ServiceView;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.List;
import java.util.Optional;

/** CreateService, UpdateService, DeleteService, DescribeServices, ListServices. */
public final class ServiceOperations {

    private static final int MOST_DESCRIBED = 10;
    /** API reference, CreateService, clientToken: "Up to 36 ASCII characters". */
    private static final int MOST_TOKEN = 36;

    private final EventTimeline timeline;
    private final Clusters clusters;
    private final EcsArns arns;
    private final EcsIds ids;
    private final ServiceRules rules;
    private final DeploymentFactory deployments;
    private final ServiceScheduler scheduler;
    private final ServiceView view;

    public ServiceOperations(
            EventTimeline timeline,
            Clusters clusters,
            EcsArns arns,
            EcsIds ids,
            ServiceRules rules,
            DeploymentFactory deployments,
            ServiceScheduler scheduler,
            ServiceView view) {
        this.timeline = timeline;
        this.clusters = clusters;
        this.arns = arns;
        this.ids = ids;
        this.rules = rules;
        this.deployments = deployments;
        this.scheduler = scheduler;
        this.view = view;
    }

    public ObjectNode create(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        String name = request.path("serviceName").asText();
        if (!name.matches("[a-zA-Z0-9_-]{1,255}")) {
            throw EcsErrors.invalidParameter("Invalid service name.");
        }
        String token = request.path("clientToken").asText();
        Optional<EcsService> there = cluster.service(name);
        if (!token.isEmpty()
                && there.filter(service -> service.active() && service.isMadeBy(token))
                        .isPresent()) {
            return answer(there.get()); // API reference, clientToken: "ensure the idempotency of the request"
        }
        refuse(
                token.length() > MOST_TOKEN,
                "Invalid length for clientToken, valid range: min: 0, max: " + MOST_TOKEN + ".");
        there.ifPresent(ServiceOperations::refuseSecond);
        TaskDefinition definition =
                rules.taskDefinition(request.path("taskDefinition").asText());
        ObjectNode settings = request.deepCopy();
        settings.remove(List.of("cluster", "serviceName", "desiredCount", "clientToken"));
        settings.put("taskDefinition", definition.arn());
        rules.check(settings, definition);
        EcsService service = new EcsService(
                cluster.name(),
                cluster.arn(),
                name,
                arns.service(cluster.name(), name),
                settings,
                new ServiceEvents(name, ids),
                timeline.now());
        service.madeBy(token);
        service.desiredCount(count(request));
        cluster.add(service);
        if (service.codeDeploy()) {
            deployments.makeFirstTaskSet(service, definition);
            scheduler.reconcile(service);
        } else {
            scheduler.begin(service, deployments.make(service, definition));
        }
        return answer(service);
    }

    public ObjectNode update(ObjectNode request) {
        EcsService service = existing(request);
        if (!service.active()) {
            throw EcsErrors.serviceNotActive();
        }
        ObjectNode asked = request.deepCopy();
        String reference = Json.read(
                request,
                "taskDefinition",
                service.settings().get("taskDefinition").asText());
        boolean same = !request.has("taskDefinition");
        TaskDefinition definition = same ? runs(service) : rules.taskDefinition(reference);
        if (!same) {
            asked.put("taskDefinition", definition.arn());
        }
        if (service.codeDeploy()) {
            UpdateRules.refuseForCodeDeploy(service.settings(), asked);
        }
        UpdateRules.refuseCapacityWithoutDeployment(service.settings(), asked);
        boolean deploys = UpdateRules.startsDeployment(service.settings(), asked);
        ObjectNode settings = service.settings().deepCopy();
        ServiceRevision.DEPLOYED_MEMBERS.forEach(member -> Json.copy(asked, settings, member));
        if (asked.has("deploymentConfiguration")) {
            asked.set(
                    "deploymentConfiguration",
                    DeploymentConfigurationMerge.of(
                            settings.path("deploymentConfiguration"), asked.withObject("/deploymentConfiguration")));
        }
        UpdateRules.KEPT_ONLY.forEach(member -> Json.copy(asked, settings, member));
        rules.check(settings, definition);
        service.settings().setAll(settings);
        if (request.has("desiredCount") && count(request) != service.desiredCount()) {
            service.desiredCount(count(request));
        }
        if (deploys) {
            scheduler.begin(service, deployments.make(service, definition));
        } else {
            scheduler.reconcile(service);
        }
        return answer(service);
    }

    public ObjectNode delete(ObjectNode request) {
        EcsService service = existing(request);
        if (service.active()) {
            if (service.desiredCount() > 0 && !request.path("force").asBoolean()) {
                throw EcsErrors.invalidParameter("The service cannot be stopped while it is scaled above 0.");
            }
            scheduler.drain(service);
        }
        return answer(service);
    }

    public ObjectNode describe(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        List<String> asked = Json.strings(request.path("services"));
        if (asked.isEmpty()) {
            throw EcsErrors.invalidParameter("Services cannot be empty.");
        }
        if (asked.size() > MOST_DESCRIBED) {
            throw EcsErrors.invalidParameter("Services cannot have more than 10 elements");
        }
        boolean tags = Json.strings(request.path("include")).contains("TAGS");
        ObjectNode result = Json.object();
        ArrayNode found = result.putArray("services");
        ArrayNode failures = result.putArray("failures");
        for (String one : asked) {
            Optional<EcsService> service = cluster.service(one);
            if (service.isPresent()) {
                found.add(view.of(service.get(), tags));
            } else {
                String arn = one.startsWith("arn:") ? one : arns.service(cluster.name(), one);
                failures.add(Failures.missing(arn));
            }
        }
        return result;
    }

    public ObjectNode list(ObjectNode request) {
        String launchType = Json.read(request, "launchType", "");
        List<String> all = clusters.of(request).services().stream()
                .filter(service -> !service.status().equals("INACTIVE"))
                .filter(service -> launchType.isEmpty()
                        || LaunchCapacity.launchType(service.settings()).equals(launchType))
                .map(EcsService::arn)
                .toList();
        ObjectNode result = Json.object();
        result.set("serviceArns", Json.texts(Paging.page(all, request, 10, result)));
        return result;
    }

    private EcsService existing(ObjectNode request) {
        return clusters.of(request).service(request.path("service").asText()).orElseThrow(EcsErrors::serviceNotFound);
    }

    /** A forced deployment runs what the service runs, even if that revision is INACTIVE by now. */
    private static TaskDefinition runs(EcsService service) {
        return service.primary().revision().taskDefinition();
    }

    private static int count(ObjectNode request) {
        int count = request.path("desiredCount").asInt(0);
        if (count < 0) {
            throw EcsErrors.invalidParameter("Desired count must not be negative.");
        }
        return count;
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsErrors.invalidParameter(message);
        }
    }

    /** TagResource of a service; tags of the same key are replaced (API reference, TagResource). */
    public ObjectNode tag(ObjectNode request) {
        EcsService service = tagged(request);
        ObjectNode byKey = Json.object();
        service.settings().path("tags").forEach(tag -> byKey.set(tag.path("key").asText(), tag));
        request.path("tags").forEach(tag -> byKey.set(tag.path("key").asText(), tag));
        ArrayNode tags = service.settings().putArray("tags");
        byKey.forEach(tags::add);
        return Json.object();
    }

    private EcsService tagged(ObjectNode request) {
        String arn = request.path("resourceArn").asText();
        String[] parts = arn.split("/");
        Optional<EcsService> service = arn.contains(":service/") && parts.length == 3
                ? clusters.find(parts[1]).flatMap(cluster -> cluster.service(parts[2]))
                : Optional.empty();
        return service.orElseThrow(() -> EcsErrors.invalidParameter(
                "The specified resource could not be found. Verify that the resource exists."));
    }

    private static void refuseSecond(EcsService there) {
        if (there.active()) {
            throw EcsErrors.invalidParameter("Creation of service was not idempotent.");
        }
        if (there.status().equals("DRAINING")) {
            throw EcsErrors.invalidParameter("Unable to Start a service that is still Draining.");
        }
    }

    private ObjectNode answer(EcsService service) {
        return Json.object().set("service", view.of(service, true));
    }
}
