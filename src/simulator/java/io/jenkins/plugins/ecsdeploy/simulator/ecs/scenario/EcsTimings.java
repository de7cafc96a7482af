package io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario;

import java.time.Duration;

/**
 * How long things take in the simulated ECS. The defaults are about what Fargate and an Application Load Balancer need.
 *
 * @param pendingDeployment from PENDING to IN_PROGRESS of a service deployment (150 ms in ecspresso #899)
 * @param listDelay until ListServiceDeployments shows a new one
 * @param staleCurrentDeployment how long {@code currentServiceDeployment} still names the previous one (ecspresso #945)
 * @param provisioning of a task's network interface
 * @param pull of its images, in PENDING
 * @param activating registering its targets
 * @param targetHealthy from registration to the first healthy answer counted
 * @param targetUnhealthy from registration to the target being unhealthy
 * @param containerHealthy from RUNNING to a container health check's HEALTHY
 * @param withoutHealthChecks from RUNNING until a task that nothing checks counts as healthy (40 s, API reference of
 *     minimumHealthyPercent)
 * @param crashAfter from RUNNING to the exit of a crashing container
 * @param stopping from the stop signal to the containers' exit
 * @param deprovisioning of a stopped task's network interface
 * @param restart before a failed task is replaced; doubles with each failure from the third on
 * @param capacityRetry before a task is placed again after there was no capacity
 * @param stage of blue/green that waits for nothing
 * @param trafficShift a blue/green stage that shifts traffic; the weights change in its middle
 * @param hookCallback before a Lambda hook that answered IN_PROGRESS is called again (30 s, developer guide)
 * @param alarmBake how long a rolling deployment with alarms keeps watching them once its tasks are replaced (the
 *     developer guide has it follow from the alarms' periods)
 * @param stoppedTasksKept how long DescribeTasks knows a stopped task (1 h, developer guide)
 */
public record EcsTimings(
        Duration pendingDeployment,
        Duration listDelay,
        Duration staleCurrentDeployment,
        Duration provisioning,
        Duration pull,
        Duration activating,
        Duration targetHealthy,
        Duration targetUnhealthy,
        Duration containerHealthy,
        Duration withoutHealthChecks,
        Duration crashAfter,
        Duration stopping,
        Duration deprovisioning,
        Duration restart,
        Duration capacityRetry,
        Duration stage,
        Duration trafficShift,
        Duration hookCallback,
        Duration alarmBake,
        Duration stoppedTasksKept) {

    public static final EcsTimings FARGATE = new EcsTimings(
            Duration.ofMillis(150),
            Duration.ofMillis(1500),
            Duration.ZERO,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(70),
            Duration.ofSeconds(15),
            Duration.ofSeconds(40),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofHours(1));

    /** The same, with new service deployments listed later. */
    public EcsTimings withListDelay(Duration delay) {
        return with(delay, staleCurrentDeployment);
    }

    /** The same, with {@code currentServiceDeployment} out of date for a while after an update. */
    public EcsTimings withStaleCurrentDeployment(Duration stale) {
        return with(listDelay, stale);
    }

    private EcsTimings with(Duration delay, Duration stale) {
        return new EcsTimings(
                pendingDeployment,
                delay,
                stale,
                provisioning,
                pull,
                activating,
                targetHealthy,
                targetUnhealthy,
                containerHealthy,
                withoutHealthChecks,
                crashAfter,
                stopping,
                deprovisioning,
                restart,
                capacityRetry,
                stage,
                trafficShift,
                hookCallback,
                alarmBake,
                stoppedTasksKept);
    }
}
