package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.HookRun;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LifecycleHook;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.List;

/**
 * Runs the lifecycle hooks of deployments: those of one stage at the same time; the deployment continues when all have
 * passed (developer guide, "Pause hooks for Amazon ECS service deployments"). Lambda functions aren't run; a test says
 * what they answer.
 */
public final class LifecycleHooks {

    /** Is notified of a deployment whose hook didn't pass. */
    public interface Failure {
        void failed(EcsService service, ServiceDeployment course, String reason);
    }

    private final EventTimeline timeline;
    private final EcsIds ids;
    private final EcsTimings timings;
    private final Scenarios scenarios;
    private final Failure failure;

    public LifecycleHooks(
            EventTimeline timeline, EcsIds ids, EcsTimings timings, Scenarios scenarios, Failure failure) {
        this.timeline = timeline;
        this.ids = ids;
        this.timings = timings;
        this.scenarios = scenarios;
        this.failure = failure;
    }

    static boolean any(ServiceDeployment course, String stage) {
        return course.settings().hooks().stream().anyMatch(hook -> hook.stages().contains(stage));
    }

    /** @param passed called once all hooks of the stage have passed; at once if there is none */
    void run(EcsService service, ServiceDeployment course, String stage, Runnable passed) {
        List<HookRun> runs = course.settings().hooks().stream()
                .filter(hook -> hook.stages().contains(stage))
                .map(hook -> new HookRun(hookId(hook), hook, stage, timeline.now()))
                .toList();
        course.hooks(runs, passed, timeline.now());
        for (HookRun run : runs) {
            timeline.after(run.hook().timeout(), () -> expire(service, course, run));
            if (!run.hook().pauses()) {
                timeline.after(timings.stage(), () -> called(service, course, run));
            }
        }
        proceedWith(course);
    }

    /** What ContinueServiceDeployment does: CONTINUE lets the hook pass. ROLLBACK is the caller's to carry out. */
    void answer(ServiceDeployment course, HookRun run, boolean proceed) {
        run.end(proceed ? HookRun.Status.SUCCEEDED : HookRun.Status.FAILED);
        course.touched(timeline.now());
        if (proceed) {
            proceedWith(course);
        }
    }

    /** In ECS's words: "Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. …" */
    static String failed(HookRun run, String why) {
        return "Service deployment rolled back because " + run.stage() + " lifecycle hook(s) failed. " + why;
    }

    private void called(EcsService service, ServiceDeployment course, HookRun run) {
        if (!waitsFor(course, run)) {
            return;
        }
        switch (scenarios.hookResult(run.hook().targetArn())) {
            case SUCCEEDED -> answer(course, run, true);
            case FAILED -> {
                answer(course, run, false);
                failure.failed(
                        service,
                        course,
                        failed(run, "Lifecycle hook target " + run.hook().targetArn() + " returned FAILED status."));
            }
            // "Amazon ECS runs the function again after a short period of time. By default this is a 30 second
            // interval"
            case IN_PROGRESS -> timeline.after(timings.hookCallback(), () -> called(service, course, run));
        }
    }

    private void expire(EcsService service, ServiceDeployment course, HookRun run) {
        if (!waitsFor(course, run)) {
            return;
        }
        run.end(HookRun.Status.TIMED_OUT);
        course.touched(timeline.now());
        if (run.hook().timeoutAction().equals("CONTINUE")) {
            proceedWith(course);
        } else {
            // The second sentence's wording is the simulator's.
            failure.failed(service, course, failed(run, "Lifecycle hook " + run.id() + " timed out."));
        }
    }

    private static boolean waitsFor(ServiceDeployment course, HookRun run) {
        return course.inProgress() && run.open();
    }

    private static void proceedWith(ServiceDeployment course) {
        if (course.inProgress() && !course.waitsForHooks()) {
            course.hooksPassed().run();
        }
    }

    /** {@code ecs-pause-} and 43 letters (developer guide); a Lambda hook's id is shaped the same, which is a guess. */
    private String hookId(LifecycleHook hook) {
        return (hook.pauses() ? "ecs-pause-" : "ecs-lambda-") + ids.hook();
    }
}
