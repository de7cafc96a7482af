package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.AlarmWatch;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.DeploymentCircuitBreaker;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.TrafficSplit;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.HookRun;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import java.util.List;
import java.util.Optional;

/** A service deployment as DescribeServiceDeployments and ListServiceDeployments show it. */
public final class ServiceDeploymentView {

    private final TrafficSplit split;

    public ServiceDeploymentView(TrafficSplit split) {
        this.split = split;
    }

    public ObjectNode of(EcsService service, ServiceDeployment course) {
        ObjectNode view = head(service, course);
        Json.time(view, "stoppedAt", course.stoppedAt());
        Json.time(view, "updatedAt", course.updatedAt());
        view.set(
                "sourceServiceRevisions",
                Json.array(course.sources(), source -> revision(service, course, source, false)));
        view.set(
                "targetServiceRevision",
                revision(service, course, course.target().revision(), true));
        if (course.stage() != null) {
            view.put("lifecycleStage", course.stage().name());
        }
        if (!course.hooks().isEmpty()) {
            view.set("lifecycleHookDetails", Json.array(course.hooks(), HookRun::view));
        }
        view.set("deploymentConfiguration", course.settings().configuration());
        if (course.rollback() != null) {
            ObjectNode rollback = view.putObject("rollback");
            rollback.put("reason", course.rollback().reason());
            Json.time(rollback, "startedAt", course.rollback().startedAt());
            rollback.put("serviceRevisionArn", course.rollback().serviceRevisionArn());
        }
        view.putObject("deploymentCircuitBreaker")
                .put("status", DeploymentCircuitBreaker.status(course))
                .put("failureCount", course.breakerFailures())
                .put("threshold", DeploymentCircuitBreaker.threshold(service.desiredCount()));
        ObjectNode alarms = view.putObject("alarms");
        alarms.put("status", AlarmWatch.status(course));
        alarms.set("alarmNames", Json.texts(course.settings().alarms()));
        alarms.set("triggeredAlarmNames", Json.texts(course.triggeredAlarms()));
        return view;
    }

    public ObjectNode brief(EcsService service, ServiceDeployment course) {
        ObjectNode view = head(service, course);
        view.put("targetServiceRevisionArn", course.target().revision().arn());
        return view;
    }

    private static ObjectNode head(EcsService service, ServiceDeployment course) {
        ObjectNode view = Json.object();
        view.put("serviceDeploymentArn", course.arn());
        view.put("serviceArn", service.arn());
        view.put("clusterArn", service.clusterArn());
        Json.time(view, "createdAt", course.createdAt());
        Json.time(view, "startedAt", course.startedAt());
        Json.time(view, "finishedAt", course.finishedAt());
        view.put("status", course.status().name());
        Json.text(view, "statusReason", course.statusReason());
        return view;
    }

    private ObjectNode revision(
            EcsService service, ServiceDeployment course, ServiceRevision revision, boolean target) {
        List<EcsTask> tasks = service.tasks().stream()
                .filter(task -> task.deployment().revision() == revision)
                .toList();
        ObjectNode view = Json.object();
        view.put("arn", revision.arn());
        boolean primary = service.primary().revision() == revision;
        view.put("requestedTaskCount", primary ? service.desiredCount() : EcsTask.count(tasks, EcsTask::wanted));
        view.put("runningTaskCount", EcsTask.count(tasks, EcsTask::running));
        view.put("pendingTaskCount", EcsTask.count(tasks, EcsTask::pending));
        if (course.stage() != null) {
            weight(view, "requestedTestTrafficWeight", course, target, split.testPercent(revision));
            weight(view, "requestedProductionTrafficWeight", course, target, split.productionPercent(revision));
        }
        return view;
    }

    /** What the rules say while it is in progress; afterwards how it ended, whatever later deployments did. */
    private static void weight(
            ObjectNode view, String member, ServiceDeployment course, boolean target, Optional<Double> now) {
        boolean reached = course.status() == ServiceDeployment.Status.SUCCESSFUL;
        now.ifPresent(
                percent -> view.put(member, course.status().ended() ? (reached == target ? 100.0 : 0.0) : percent));
    }
}
