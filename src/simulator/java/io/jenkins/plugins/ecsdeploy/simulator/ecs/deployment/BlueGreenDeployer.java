package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LifecycleStage;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LoadBalancerBinding;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TrafficStep;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Replicas;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes blue/green, linear and canary deployments through their lifecycle stages (API reference,
 * ServiceDeployment.lifecycleStage): scale green up, shift test traffic, shift production traffic at once or in steps,
 * bake, scale blue down.
 */
public final class BlueGreenDeployer {

    private static final double ALL = 100.0;

    private final EventTimeline timeline;
    private final Traffic traffic;
    private final EcsTimings timings;
    private final Replicas replicas;
    private final LifecycleHooks hooks;
    private final AlarmWatch alarms;
    private final Consumer<EcsService> again;
    private final Consumer<EcsService> cleanedUp;

    /**
     * @param again reconciles the service again
     * @param cleanedUp is notified that the last stage is done
     */
    public BlueGreenDeployer(
            EventTimeline timeline,
            Traffic traffic,
            EcsTimings timings,
            Replicas replicas,
            LifecycleHooks hooks,
            AlarmWatch alarms,
            Consumer<EcsService> again,
            Consumer<EcsService> cleanedUp) {
        this.timeline = timeline;
        this.traffic = traffic;
        this.timings = timings;
        this.replicas = replicas;
        this.hooks = hooks;
        this.alarms = alarms;
        this.again = again;
        this.cleanedUp = cleanedUp;
    }

    void begin(EcsService service, ServiceDeployment course) {
        long running = service.deployments().stream().filter(service::hasTasks).count();
        enter(service, course, running > 1 ? LifecycleStage.RECONCILE_SERVICE : LifecycleStage.PRE_SCALE_UP);
    }

    /** Keeps blue's and green's tasks as the stage needs them, and continues once a stage has what it waits for. */
    void reconcile(EcsService service, ServiceDeployment course) {
        Deployment green = course.target();
        Optional<Deployment> blue = blue(service, course);
        LifecycleStage stage = course.stage();
        int desired = service.desiredCount();
        boolean keepsBlue = stage != LifecycleStage.CLEAN_UP;
        for (Deployment deployment : List.copyOf(service.deployments())) {
            boolean isBlue = blue.isPresent() && blue.get() == deployment;
            if (deployment != green) {
                replicas.scale(service, deployment, isBlue && keepsBlue ? desired : 0, () -> again.accept(service));
            }
        }
        if (stage.atLeast(LifecycleStage.SCALE_UP)) {
            green.launch();
            replicas.scale(service, green, desired, () -> again.accept(service));
        }
        if (stage == LifecycleStage.RECONCILE_SERVICE
                && !course.waitsForHooks()
                && othersAreGone(service, green, blue)) {
            enter(service, course, LifecycleStage.PRE_SCALE_UP);
        } else if (stage == LifecycleStage.SCALE_UP && service.inService(green) >= desired) {
            enter(service, course, LifecycleStage.POST_SCALE_UP);
        } else if (stage == LifecycleStage.CLEAN_UP && othersAreGone(service, green, Optional.empty())) {
            cleanedUp.accept(service);
        }
    }

    private void enter(EcsService service, ServiceDeployment course, LifecycleStage stage) {
        course.stage(stage, timeline.now());
        alarms.entered(course, stage.name());
        if (!course.inProgress()) {
            return;
        }
        hooks.run(service, course, stage.name(), () -> work(service, course, stage));
    }

    private void work(EcsService service, ServiceDeployment course, LifecycleStage stage) {
        switch (stage) {
            case RECONCILE_SERVICE, SCALE_UP, CLEAN_UP -> again.accept(service);
            case TEST_TRAFFIC_SHIFT -> {
                shift(course, LoadBalancerBinding::testListenerRule, ALL);
                next(service, course, timings.trafficShift());
            }
            case PRE_PRODUCTION_TRAFFIC_SHIFT -> next(service, course, Duration.ZERO);
            case PRODUCTION_TRAFFIC_SHIFT -> {
                TrafficStep step = step(service, course);
                shift(course, LoadBalancerBinding::productionListenerRule, step.percent());
                next(service, course, timings.trafficShift().plus(step.bakeTime()));
            }
            case BAKE_TIME ->
                next(
                        service,
                        course,
                        blue(service, course).isPresent() ? course.settings().bakeTime() : Duration.ZERO);
            default -> next(service, course, timings.stage());
        }
    }

    private void next(EcsService service, ServiceDeployment course, Duration delay) {
        LifecycleStage stage = course.stage();
        timeline.after(delay, () -> {
            if (course.inProgress() && course.stage() == stage) {
                enter(service, course, following(service, course));
            }
        });
    }

    /** Linear and canary repeat the stages of the shift until all traffic has been shifted. */
    private static LifecycleStage following(EcsService service, ServiceDeployment course) {
        LifecycleStage stage = course.stage();
        boolean asks = LifecycleHooks.any(course, LifecycleStage.PRE_PRODUCTION_TRAFFIC_SHIFT.name());
        LifecycleStage shift =
                asks ? LifecycleStage.PRE_PRODUCTION_TRAFFIC_SHIFT : LifecycleStage.PRODUCTION_TRAFFIC_SHIFT;
        if (stage == LifecycleStage.PRODUCTION_TRAFFIC_SHIFT
                && step(service, course).percent() < ALL) {
            course.nextTrafficStep();
            return shift;
        }
        return stage == LifecycleStage.POST_TEST_TRAFFIC_SHIFT ? shift : stage.next();
    }

    /** A first deployment has nothing to share the traffic with. */
    private static TrafficStep step(EcsService service, ServiceDeployment course) {
        List<TrafficStep> steps = course.settings().trafficSteps();
        return blue(service, course).isPresent() ? steps.get(course.trafficStep()) : steps.get(steps.size() - 1);
    }

    private void shift(ServiceDeployment course, Function<LoadBalancerBinding, String> rule, double percent) {
        LifecycleStage stage = course.stage();
        timeline.after(timings.trafficShift().dividedBy(2), () -> {
            if (course.inProgress() && course.stage() == stage) {
                for (ServiceRevision.Registration target :
                        course.target().revision().targets()) {
                    String ruleArn = rule.apply(target.binding());
                    if (ruleArn != null) {
                        traffic.shift(
                                ruleArn,
                                target.targetGroupArn(),
                                percent,
                                target.binding().other(target.targetGroupArn()));
                    }
                }
            }
        });
    }

    private static boolean othersAreGone(EcsService service, Deployment green, Optional<Deployment> blue) {
        return service.deployments().stream()
                .filter(deployment -> deployment != green && deployment != blue.orElse(null))
                .noneMatch(service::hasTasks);
    }

    /** The deployment that the course's source revision belongs to: what had the production traffic before. */
    static Optional<Deployment> blue(EcsService service, ServiceDeployment course) {
        return course.sources().stream()
                .findFirst()
                .flatMap(source -> service.deployments().stream()
                        .filter(deployment -> deployment.revision() == source)
                        .findFirst());
    }
}
