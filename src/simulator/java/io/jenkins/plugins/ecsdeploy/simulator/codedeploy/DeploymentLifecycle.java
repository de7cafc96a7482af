package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskSets;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.HookResult;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a deployment through its lifecycle events (user guide, "List of lifecycle event hooks for an Amazon ECS
 * deployment"): a replacement task set comes up, gets test traffic, waits to be continued, gets production traffic, and
 * the original one is terminated.
 */
final class DeploymentLifecycle {

    private static final Duration STEP = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** "This time out period is 60 minutes." */
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(60);

    private final EventTimeline timeline;
    private final Traffic traffic;
    private final TaskSets taskSets;
    private final Scenarios scenarios;
    private final Consumer<CodeDeployDeployment> failed;

    /** @param failed is notified of a deployment that has just Failed */
    DeploymentLifecycle(
            EventTimeline timeline,
            Traffic traffic,
            TaskSets taskSets,
            Scenarios scenarios,
            Consumer<CodeDeployDeployment> failed) {
        this.timeline = timeline;
        this.traffic = traffic;
        this.taskSets = taskSets;
        this.scenarios = scenarios;
        this.failed = failed;
    }

    void begin(CodeDeployDeployment deployment) {
        boolean tests = !deployment.group.testListeners().isEmpty();
        for (String name : List.of("BeforeInstall", "Install", "AfterInstall")) {
            deployment.events.add(new CodeDeployDeployment.Event(name));
        }
        if (tests) {
            deployment.events.add(new CodeDeployDeployment.Event("AllowTestTraffic"));
            deployment.events.add(new CodeDeployDeployment.Event("AfterAllowTestTraffic"));
        }
        for (String name : List.of("BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic")) {
            deployment.events.add(new CodeDeployDeployment.Event(name));
        }
        after(deployment, Duration.ofSeconds(1), () -> {
            deployment.status = CodeDeployDeployment.Status.InProgress;
            deployment.startTime = timeline.now();
            hook(deployment, "BeforeInstall", () -> install(deployment));
        });
    }

    /** Gives all traffic to a task set, test traffic too. */
    void shiftAll(CodeDeployDeployment deployment, String targetGroup) {
        shift(deployment.group.productionListeners(), deployment, targetGroup, 100);
        shift(deployment.group.testListeners(), deployment, targetGroup, 100);
    }

    private void install(CodeDeployDeployment deployment) {
        SimulatedDeploymentGroup group = deployment.group;
        begin(deployment, "Install");
        List<TaskSets.TaskSet> there = taskSets.of(group.cluster(), group.service());
        TaskSets.TaskSet blue = there.stream()
                .filter(set -> set.status().equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
        there.stream()
                .filter(set -> set.status().equals("ACTIVE"))
                .forEach(left -> taskSets.delete(group.cluster(), group.service(), left.id()));
        deployment.blue = blue.id();
        String target = group.targetGroupNames().stream()
                .flatMap(name -> traffic.targetGroupNamed(name).stream())
                .map(TargetGroup::arn)
                .filter(arn -> !arn.equals(blue.targetGroupArn()))
                .findFirst()
                .orElse("");
        try {
            deployment.green = taskSets.create(
                    group.cluster(),
                    group.service(),
                    deployment.spec.taskDefinition(),
                    target,
                    settings(deployment, target),
                    deployment.id);
        } catch (AwsError refused) {
            fail(
                    deployment,
                    "Install",
                    "ECS_UPDATE_ERROR",
                    "The ECS service cannot be updated: " + refused.getMessage());
            return;
        }
        lookUntilSteady(deployment, timeline.now().plus(INSTALL_TIMEOUT));
    }

    private static ObjectNode settings(CodeDeployDeployment deployment, String target) {
        ObjectNode settings = deployment.spec.settings().deepCopy();
        settings.withObject("/loadBalancers/0").put("targetGroupArn", target);
        return settings;
    }

    private void lookUntilSteady(CodeDeployDeployment deployment, Instant deadline) {
        after(deployment, LOOK, () -> {
            if (green(deployment).filter(TaskSets.TaskSet::steady).isPresent()) {
                succeed(deployment, "Install");
                hook(deployment, "AfterInstall", () -> allowTestTraffic(deployment));
            } else if (timeline.now().isBefore(deadline)) {
                lookUntilSteady(deployment, deadline);
            } else {
                fail(
                        deployment,
                        "Install",
                        "TIMEOUT",
                        "The deployment timed out while waiting for the replacement task set to become healthy. This time"
                                + " out period is 60 minutes.");
            }
        });
    }

    private void allowTestTraffic(CodeDeployDeployment deployment) {
        if (deployment.group.testListeners().isEmpty()) {
            ready(deployment);
            return;
        }
        begin(deployment, "AllowTestTraffic");
        after(deployment, STEP, () -> {
            shift(deployment.group.testListeners(), deployment, greenGroup(deployment), 100);
            succeed(deployment, "AllowTestTraffic");
            hook(deployment, "AfterAllowTestTraffic", () -> ready(deployment));
        });
    }

    /** Ready waits for ContinueDeployment; if nobody continues it, it stops (DeploymentReadyOption). */
    private void ready(CodeDeployDeployment deployment) {
        Duration wait = deployment.group.readyWait();
        if (wait.isZero()) {
            allowTraffic(deployment);
            return;
        }
        deployment.status = CodeDeployDeployment.Status.Ready;
        deployment.updatedAt = timeline.now();
        Runnable proceed = () -> {
            deployment.status = CodeDeployDeployment.Status.InProgress;
            allowTraffic(deployment);
        };
        deployment.afterWait = proceed;
        after(deployment, wait, () -> {
            if (deployment.afterWait == proceed) {
                // The simulator's wording.
                deployment.errorCode = "TIMEOUT";
                deployment.errorMessage = "The deployment was stopped because it was not continued within "
                        + wait.toMinutes() + " minutes of becoming ready.";
                deployment.end(CodeDeployDeployment.Status.Stopped, timeline.now());
                failed.accept(deployment);
            }
        });
    }

    private void allowTraffic(CodeDeployDeployment deployment) {
        hook(deployment, "BeforeAllowTraffic", () -> {
            begin(deployment, "AllowTraffic");
            step(deployment, TrafficConfig.steps(deployment.config).orElseThrow(), 0);
        });
    }

    private void step(CodeDeployDeployment deployment, List<TrafficConfig.Step> steps, int number) {
        TrafficConfig.Step step = steps.get(number);
        after(deployment, STEP, () -> {
            shift(deployment.group.productionListeners(), deployment, greenGroup(deployment), step.percent());
            if (number + 1 < steps.size()) {
                after(deployment, step.pause(), () -> step(deployment, steps, number + 1));
            } else {
                taskSets.promote(deployment.group.cluster(), deployment.group.service(), deployment.green);
                succeed(deployment, "AllowTraffic");
                hook(deployment, "AfterAllowTraffic", () -> terminate(deployment));
            }
        });
    }

    private void terminate(CodeDeployDeployment deployment) {
        deployment.terminationWaits = true;
        Runnable end = () -> {
            if (!deployment.group.keepsBlue()) {
                taskSets.delete(deployment.group.cluster(), deployment.group.service(), deployment.blue);
            }
            deployment.end(CodeDeployDeployment.Status.Succeeded, timeline.now());
        };
        deployment.afterWait = end;
        after(deployment, deployment.group.terminationWait(), () -> {
            if (deployment.afterWait == end) {
                end.run();
            }
        });
    }

    /** An event that only runs a function, if the AppSpec names one. */
    private void hook(CodeDeployDeployment deployment, String event, Runnable next) {
        begin(deployment, event);
        after(deployment, STEP, () -> {
            Optional<String> function = deployment.spec.hook(event);
            if (function.isPresent() && scenarios.hookResult(function.get()) == HookResult.FAILED) {
                fail(
                        deployment,
                        event,
                        "HOOK_EXECUTION_FAILURE",
                        "The deployment failed because the Lambda function " + function.get()
                                + " of the lifecycle event " + event + " failed."); // the simulator's wording
                return;
            }
            succeed(deployment, event);
            next.run();
        });
    }

    private void fail(CodeDeployDeployment deployment, String event, String code, String message) {
        end(deployment, event, "Failed");
        deployment.errorCode = code;
        deployment.errorMessage = message;
        deployment.end(CodeDeployDeployment.Status.Failed, timeline.now());
        failed.accept(deployment);
    }

    private void shift(List<String> listeners, CodeDeployDeployment deployment, String targetGroup, int percent) {
        List<String> pair = deployment.group.targetGroupNames().stream()
                .flatMap(name -> traffic.targetGroupNamed(name).stream())
                .map(TargetGroup::arn)
                .toList();
        String rest = pair.stream()
                .filter(arn -> !arn.equals(targetGroup))
                .findFirst()
                .orElse(targetGroup);
        listeners.stream()
                .flatMap(listener -> traffic.rules(listener, pair).stream())
                .forEach(rule -> traffic.shift(rule, targetGroup, percent, rest));
    }

    private Optional<TaskSets.TaskSet> green(CodeDeployDeployment deployment) {
        return taskSets.of(deployment.group.cluster(), deployment.group.service()).stream()
                .filter(set -> set.id().equals(deployment.green))
                .findFirst();
    }

    private String greenGroup(CodeDeployDeployment deployment) {
        return green(deployment).orElseThrow().targetGroupArn();
    }

    private void begin(CodeDeployDeployment deployment, String event) {
        event(deployment, event).startTime = timeline.now();
        event(deployment, event).status = "InProgress";
        deployment.updatedAt = timeline.now();
    }

    private void succeed(CodeDeployDeployment deployment, String event) {
        end(deployment, event, "Succeeded");
    }

    private void end(CodeDeployDeployment deployment, String event, String status) {
        event(deployment, event).endTime = timeline.now();
        event(deployment, event).status = status;
        deployment.updatedAt = timeline.now();
    }

    private static CodeDeployDeployment.Event event(CodeDeployDeployment deployment, String name) {
        return deployment.events.stream()
                .filter(event -> event.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void after(CodeDeployDeployment deployment, Duration delay, Runnable action) {
        timeline.after(delay, () -> {
            if (!deployment.status.ended()) {
                action.run();
            }
        });
    }
}
