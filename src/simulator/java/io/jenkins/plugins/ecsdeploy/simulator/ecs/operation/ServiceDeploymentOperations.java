package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Failures;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.ServiceScheduler;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.HookRun;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.ServiceDeploymentView;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.ServiceRevisionView;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * ListServiceDeployments, DescribeServiceDeployments, DescribeServiceRevisions, StopServiceDeployment,
 * ContinueServiceDeployment.
 */
public final class ServiceDeploymentOperations {

    private static final int MOST_DESCRIBED = 20;

    private final EventTimeline timeline;
    private final EcsTimings timings;
    private final Clusters clusters;
    private final ServiceScheduler scheduler;
    private final ServiceDeploymentView view;

    public ServiceDeploymentOperations(
            EventTimeline timeline,
            EcsTimings timings,
            Clusters clusters,
            ServiceScheduler scheduler,
            ServiceDeploymentView view) {
        this.timeline = timeline;
        this.timings = timings;
        this.clusters = clusters;
        this.scheduler = scheduler;
        this.view = view;
    }

    public ObjectNode list(ObjectNode request) {
        EcsService service =
                clusters.of(request).service(request.path("service").asText()).orElseThrow(EcsErrors::serviceNotFound);
        List<String> statuses = Json.strings(request.path("status"));
        JsonNode created = request.path("createdAt");
        Instant listed = timeline.now().minus(timings.listDelay());
        List<ServiceDeployment> all = service.serviceDeployments().stream()
                .filter(one -> !one.createdAt().isAfter(listed))
                .filter(one ->
                        statuses.isEmpty() || statuses.contains(one.status().name()))
                .filter(one -> !created.has("after") || one.createdAt().isAfter(Json.time(created.get("after"))))
                .filter(one -> !created.has("before") || one.createdAt().isBefore(Json.time(created.get("before"))))
                .toList();
        ObjectNode result = Json.object();
        result.set(
                "serviceDeployments",
                Json.array(Paging.page(all, request, 20, result), one -> view.brief(service, one)));
        return result;
    }

    public ObjectNode describe(ObjectNode request) {
        return described(
                request,
                "serviceDeploymentArns",
                "serviceDeployments",
                (service, arn) -> service.serviceDeployments().stream()
                        .filter(one -> one.arn().equals(arn))
                        .findFirst()
                        .map(one -> view.of(service, one)));
    }

    public ObjectNode describeRevisions(ObjectNode request) {
        return described(
                request,
                "serviceRevisionArns",
                "serviceRevisions",
                (service, arn) -> service.revisions().stream()
                        .filter(one -> one.arn().equals(arn))
                        .findFirst()
                        .map(one -> ServiceRevisionView.of(service, one)));
    }

    public ObjectNode stop(ObjectNode request) {
        String arn = request.path("serviceDeploymentArn").asText();
        // "ROLLBACK … is the only valid" stop type (developer guide, "Stopping Amazon ECS service deployments").
        if (request.path("stopType").asText().equals("ABORT")) {
            throw AwsError.client("UnsupportedFeatureException", "The stop type ABORT is not supported.");
        }
        EcsService service = owner(arn).orElseThrow(ServiceDeploymentOperations::notFound);
        stop(service, course(service, arn));
        return Json.object().put("serviceDeploymentArn", arn);
    }

    /**
     * Answers a paused deployment's hook. The errors are those of the API reference; the wording is the simulator's.
     */
    public ObjectNode continueDeployment(ObjectNode request) {
        String arn = required(request, "serviceDeploymentArn");
        String hookId = required(request, "hookId");
        EcsService service = owner(arn).orElseThrow(ServiceDeploymentOperations::notFound);
        ServiceDeployment course = course(service, arn);
        boolean proceed = Json.read(request, "action", "CONTINUE").equals("CONTINUE");
        scheduler.answerHook(service, course, waiting(course, hookId), proceed);
        return Json.object().put("serviceDeploymentArn", arn);
    }

    /** The deployment must be IN_PROGRESS and the hook AWAITING_ACTION (developer guide, "Continuing …"). */
    private static HookRun waiting(ServiceDeployment course, String hookId) {
        if (course.status() != ServiceDeployment.Status.IN_PROGRESS) {
            throw EcsErrors.invalidParameter("Service deployment is not IN_PROGRESS.");
        }
        return course.hook(hookId)
                .filter(run -> run.status() == HookRun.Status.AWAITING_ACTION)
                .orElseThrow(() -> EcsErrors.invalidParameter("No lifecycle hook " + hookId + " is AWAITING_ACTION."));
    }

    private static String required(ObjectNode request, String member) {
        String value = Json.read(request, member, "");
        if (value.isEmpty()) {
            throw EcsErrors.invalidParameter(member + " cannot be empty.");
        }
        return value;
    }

    private void stop(EcsService service, ServiceDeployment course) {
        switch (course.status()) {
            case PENDING, IN_PROGRESS -> scheduler.rollBackOnRequest(service, course);
            case ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS, STOP_REQUESTED -> {
                // It continues as it is (developer guide, "Stopping Amazon ECS service deployments").
            }
            default ->
                throw AwsError.client(
                        "ConflictException", "Service deployment is in a terminal state and cannot be stopped.");
        }
    }

    private ObjectNode described(
            ObjectNode request,
            String asked,
            String answered,
            BiFunction<EcsService, String, Optional<ObjectNode>> views) {
        List<String> arns = Json.strings(request.path(asked));
        if (arns.isEmpty()) {
            throw EcsErrors.invalidParameter(asked + " cannot be empty.");
        }
        if (arns.size() > MOST_DESCRIBED) {
            throw EcsErrors.invalidParameter(asked + " cannot have more than 20 elements");
        }
        ObjectNode result = Json.object();
        ArrayNode found = result.putArray(answered);
        ArrayNode failures = result.putArray("failures");
        for (String arn : arns) {
            owner(arn)
                    .flatMap(service -> views.apply(service, arn))
                    .ifPresentOrElse(found::add, () -> failures.add(Failures.missing(arn)));
        }
        return result;
    }

    /** The service that the ARN of a deployment or revision names: …/CLUSTER/SERVICE/ID. */
    private Optional<EcsService> owner(String arn) {
        String[] parts = arn.split("/");
        return parts.length == 4
                ? clusters.find(parts[1]).flatMap(cluster -> cluster.service(parts[2]))
                : Optional.empty();
    }

    private static ServiceDeployment course(EcsService service, String arn) {
        return service.serviceDeployments().stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .orElseThrow(ServiceDeploymentOperations::notFound);
    }

    private static AwsError notFound() {
        return AwsError.client("ServiceDeploymentNotFoundException", "Service deployment not found.");
    }
}
