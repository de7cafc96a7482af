package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.HookRun;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LifecycleStage;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Replicas;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskObserver;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Schedules services: begins their deployments, reacts to their tasks, and ends deployments. */
public final class ServiceScheduler implements TaskObserver {

    /** The simulator's wording. ecspresso #899 and #929 show that the older one is STOPPED at once. */
    private static final String SUPERSEDED =
            "Service deployment was stopped because a newer service deployment was started.";

    private final EventTimeline timeline;
    private final EcsTimings timings;
    private final TrafficSplit split;
    private final Rollbacks rollbacks;
    private final Set<EcsService> waiting = new HashSet<>();
    private Replicas replicas;
    private LifecycleHooks hooks;
    private AlarmWatch alarms;
    private RollingDeployer rolling;
    private BlueGreenDeployer blueGreen;
    private TaskSetDeployer taskSets;

    public ServiceScheduler(EventTimeline timeline, EcsTimings timings, TrafficSplit split, Rollbacks rollbacks) {
        this.timeline = timeline;
        this.timings = timings;
        this.split = split;
        this.rollbacks = rollbacks;
    }

    public void deployWith(
            Replicas tasks,
            LifecycleHooks lifecycleHooks,
            AlarmWatch alarmWatch,
            RollingDeployer rollingDeployer,
            BlueGreenDeployer blueGreenDeployer) {
        replicas = tasks;
        taskSets = new TaskSetDeployer(timeline, tasks);
        hooks = lifecycleHooks;
        alarms = alarmWatch;
        rolling = rollingDeployer;
        blueGreen = blueGreenDeployer;
    }

    /** Starts a new deployment, after the moment for which it is PENDING. */
    public void begin(EcsService service, ServiceDeployment course) {
        timeline.after(timings.pendingDeployment(), () -> start(service, course));
    }

    /** Brings a service closer to its desired state. */
    public void reconcile(EcsService service) {
        Optional<ServiceDeployment> course = service.ongoing();
        if (service.codeDeploy() && service.active()) {
            taskSets.reconcile(service, () -> reconcile(service));
            return;
        }
        boolean waits = course.filter(one -> one.status() == ServiceDeployment.Status.PENDING
                        || one.status() == ServiceDeployment.Status.ROLLBACK_REQUESTED)
                .isPresent();
        if (waits || !service.active()) {
            return;
        }
        if (course.isPresent() && isBlueGreen(course.get()) && course.get().inProgress()) {
            blueGreen.reconcile(service, course.get());
        } else {
            rolling.reconcile(service, () -> reconcile(service));
            settle(service);
        }
    }

    /** Ends the service deployment that a user has stopped. */
    public void rollBackOnRequest(EcsService service, ServiceDeployment course) {
        // The simulator's wording: no public text of a user's rollback was found.
        rollBackOnRequest(service, course, "Service deployment rolled back because it was requested by a user.");
    }

    /** Lets a paused deployment continue, or rolls it back (API reference, ContinueServiceDeployment). */
    public void answerHook(EcsService service, ServiceDeployment course, HookRun run, boolean proceed) {
        hooks.answer(course, run, proceed);
        if (!proceed) {
            // The second sentence's wording is the simulator's.
            String why = "Lifecycle hook " + run.id() + " was answered with ROLLBACK.";
            rollBackOnRequest(service, course, LifecycleHooks.failed(run, why));
        }
    }

    private void rollBackOnRequest(EcsService service, ServiceDeployment course, String reason) {
        course.rollbackRequested(timeline.now());
        timeline.after(timings.pendingDeployment(), () -> {
            if (course.status() == ServiceDeployment.Status.ROLLBACK_REQUESTED && !course.superseded()) {
                course.target()
                        .rollout(Deployment.Rollout.FAILED, "ECS deployment rolled back by a user.", timeline.now());
                rollbacks.start(service, course, reason, "ECS deployment rollback requested");
                reconcile(service);
            }
        });
    }

    /** Stops all tasks; the service is INACTIVE once they are gone. */
    public void drain(EcsService service) {
        service.desiredCount(0);
        service.status("DRAINING");
        service.ongoing()
                .ifPresent(course -> course.end(
                        ServiceDeployment.Status.STOPPED,
                        "Service deployment stopped: service deleted.",
                        timeline.now()));
        service.deployments()
                .forEach(deployment -> replicas.stop(
                        service, deployment, service.wantedTasks(deployment).size()));
        inactiveOnceEmpty(service);
    }

    @Override
    public void inService(EcsTask task) {
        task.deployment().taskHealthy();
        courseOf(task).ifPresent(ServiceDeployment::breakerReset);
        soon(task.service());
    }

    @Override
    public void failed(EcsTask task) {
        EcsService service = task.service();
        replicas.failed(task);
        boolean trips = courseOf(task)
                .filter(course -> DeploymentCircuitBreaker.trips(course, service.desiredCount()))
                .isPresent();
        service.steady(false);
        if (trips) {
            trip(service, service.ongoing().orElseThrow());
        }
        soon(service);
    }

    @Override
    public void stopped(EcsTask task) {
        inactiveOnceEmpty(task.service());
        soon(task.service());
    }

    /** Reconciles the service once everything due at this moment has happened, so that tasks change together. */
    private void soon(EcsService service) {
        if (waiting.add(service)) {
            timeline.after(Duration.ZERO, () -> {
                waiting.remove(service);
                reconcile(service);
            });
        }
    }

    /** Only green's tasks are left. */
    public void cleanedUp(EcsService service) {
        settle(service);
    }

    private void start(EcsService service, ServiceDeployment course) {
        for (ServiceDeployment older : service.serviceDeployments()) {
            if (older != course && older.superseded() && !older.status().ended()) {
                older.end(ServiceDeployment.Status.STOPPED, SUPERSEDED, timeline.now());
            }
        }
        if (course.superseded() || course.status() != ServiceDeployment.Status.PENDING) {
            return;
        }
        course.start(timeline.now());
        alarms.started(course);
        if (!isBlueGreen(course)) {
            hooks.run(service, course, LifecycleStage.PRE_SCALE_UP.name(), () -> {
                course.target().launch();
                reconcile(service);
            });
            return;
        }
        Optional<String> problem = split.problem(course.target().revision());
        if (problem.isPresent()) {
            fail(service, course, problem.get());
        } else {
            blueGreen.begin(service, course);
        }
    }

    /** Rolls back a deployment that can't succeed, with the circuit breaker or without it. */
    public void fail(EcsService service, ServiceDeployment course, String reason) {
        course.target().rollout(Deployment.Rollout.FAILED, reason, timeline.now());
        service.events().deploymentFailed(course.target(), reason, timeline.now());
        rollbacks.start(service, course, reason, "ECS deployment");
        reconcile(service);
    }

    /**
     * An alarm has gone off. The event's text is ECS's own (users' write-ups), the reasons' wording is the simulator's;
     * without rollback the deployment stops (API reference, ServiceDeployment.stoppedAt).
     */
    public void alarmed(EcsService service, ServiceDeployment course, String alarm) {
        Deployment failed = course.target();
        failed.rollout(Deployment.Rollout.FAILED, "ECS deployment failed: alarm detected.", timeline.now());
        service.events().deploymentFailed(failed, "alarm detected.", timeline.now());
        String because = " because the CloudWatch alarm " + alarm + " was in ALARM.";
        if (course.settings().alarmsRollBack()) {
            rollbacks.start(service, course, "Service deployment rolled back" + because, "ECS deployment alarm");
        } else {
            course.end(ServiceDeployment.Status.STOPPED, "Service deployment stopped" + because, timeline.now());
        }
        soon(service);
    }

    private void trip(EcsService service, ServiceDeployment course) {
        Deployment failed = course.target();
        failed.rollout(
                Deployment.Rollout.FAILED, "ECS deployment circuit breaker: tasks failed to start.", timeline.now());
        service.events().deploymentFailed(failed, "tasks failed to start.", timeline.now());
        if (course.settings().breakerRollsBack()) {
            rollbacks.start(service, course, DeploymentCircuitBreaker.ROLLED_BACK, "ECS deployment circuit breaker");
        } else {
            course.end(ServiceDeployment.Status.STOPPED, DeploymentCircuitBreaker.STOPPED, timeline.now());
        }
    }

    /** Declares the primary deployment completed, and the service steady, when nothing is left to do. */
    private void settle(EcsService service) {
        Deployment primary = service.primary();
        int desired = service.desiredCount();
        boolean full = service.inService(primary) == desired
                && service.wantedTasks(primary).size() == desired;
        boolean alone = service.deployments().stream()
                .noneMatch(deployment -> deployment != primary && service.hasTasks(deployment));
        Optional<ServiceDeployment> early = service.ongoing().filter(course -> EarlySuccess.isMet(service, course));
        boolean complete =
                early.map(course -> alone || EarlySuccess.defersCleanUp(course)).orElse(full && alone);
        if (!complete || primary.rollout() == Deployment.Rollout.FAILED) {
            return;
        }
        boolean failing = service.ongoing()
                .filter(course -> course.rollback() != null && course.rollback().fails())
                .isPresent();
        if (failing || waitsAfterScaleUp(service) || watchesAlarms(service)) {
            return;
        }
        service.deployments().removeIf(deployment -> deployment != primary && !service.hasTasks(deployment));
        if (primary.rollout() == Deployment.Rollout.IN_PROGRESS) {
            primary.rollout(
                    Deployment.Rollout.COMPLETED, "ECS deployment " + primary.id() + " completed.", timeline.now());
            service.events().deploymentCompleted(primary, timeline.now());
        }
        service.ongoing()
                .ifPresent(course -> course.end(
                        course.rollback() == null
                                ? ServiceDeployment.Status.SUCCESSFUL
                                : ServiceDeployment.Status.ROLLBACK_SUCCESSFUL,
                        null,
                        timeline.now()));
        if (!service.steady() && full && alone) {
            service.steady(true);
            service.events().steadyState(timeline.now());
        }
    }

    /**
     * A rolling deployment's hooks after its scale-up run once its tasks have replaced the others. Which stages a
     * rolling deployment comes to isn't documented (only that pauses work for it): here PRE_SCALE_UP and POST_SCALE_UP.
     */
    private boolean waitsAfterScaleUp(EcsService service) {
        Optional<ServiceDeployment> course = service.ongoing().filter(one -> one.inProgress() && !isBlueGreen(one));
        if (course.isEmpty()) {
            return false;
        }
        if (course.get().firstScaledUp()) {
            hooks.run(service, course.get(), LifecycleStage.POST_SCALE_UP.name(), () -> reconcile(service));
            return true; // it waits, or the reconciling has settled it by now
        }
        return course.get().waitsForHooks();
    }

    /** A rolling deployment that has alarms bakes too, once its tasks are replaced (developer guide, as above). */
    private boolean watchesAlarms(EcsService service) {
        Optional<ServiceDeployment> watching = service.ongoing()
                .filter(one -> one.inProgress()
                        && !isBlueGreen(one)
                        && !one.settings().alarms().isEmpty());
        watching.filter(course -> course.bakesUntil() == null).ifPresent(course -> {
            course.bakesUntil(timeline.now().plus(timings.alarmBake()));
            timeline.after(timings.alarmBake(), () -> reconcile(service));
        });
        return watching.filter(course -> course.bakesUntil().isAfter(timeline.now()))
                .isPresent();
    }

    private static Optional<ServiceDeployment> courseOf(EcsTask task) {
        return task.service().ongoing().filter(course -> course.target() == task.deployment() && course.inProgress());
    }

    private static boolean isBlueGreen(ServiceDeployment course) {
        return !course.settings().rolling();
    }

    private static void inactiveOnceEmpty(EcsService service) {
        if (service.status().equals("DRAINING") && service.tasks().stream().allMatch(EcsTask::stopped)) {
            service.status("INACTIVE");
        }
    }
}
