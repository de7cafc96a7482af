package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;
import java.util.List;

/**
 * Watches the alarms that services name for their deployments (developer guide, "How CloudWatch alarms detect Amazon
 * ECS deployment failures").
 */
public final class AlarmWatch {

    /** Is notified of a deployment whose alarm goes off. */
    public interface Failure {
        void alarmed(EcsService service, ServiceDeployment course, String alarm);
    }

    private final CloudWatchAlarms alarms;
    private final Clusters clusters;
    private final Failure failure;

    public AlarmWatch(CloudWatchAlarms alarms, Clusters clusters, Failure failure) {
        this.alarms = alarms;
        this.clusters = clusters;
        this.failure = failure;
        alarms.listen((alarm, on) -> changed(alarm));
    }

    /** An alarm that is in ALARM when a deployment starts counts only once it has left it (developer guide). */
    void started(ServiceDeployment course) {
        List<String> already =
                course.settings().alarms().stream().filter(alarms::inAlarm).toList();
        course.ignoredAlarms().addAll(already);
    }

    void entered(ServiceDeployment course, String stage) {
        alarms.entered(stage, course.settings().alarms());
    }

    /** {@code alarms} of a service deployment, as ServiceDeploymentRollbackMonitorsStatus spells it. */
    public static String status(ServiceDeployment course) {
        if (course.settings().alarms().isEmpty()) {
            return "DISABLED";
        }
        if (!course.triggeredAlarms().isEmpty()) {
            return "TRIGGERED";
        }
        return course.status().ended() ? "MONITORING_COMPLETE" : "MONITORING";
    }

    private void changed(String alarm) {
        for (Cluster cluster : clusters.all()) {
            for (EcsService service : cluster.services()) {
                service.ongoing()
                        .filter(course -> course.settings().alarms().contains(alarm))
                        .ifPresent(course -> changed(service, course, alarm));
            }
        }
    }

    private void changed(EcsService service, ServiceDeployment course, String alarm) {
        if (!alarms.inAlarm(alarm)) {
            course.ignoredAlarms().remove(alarm);
        } else if (course.inProgress() && !course.ignoredAlarms().contains(alarm)) {
            course.triggeredAlarms().add(alarm);
            failure.alarmed(service, course, alarm);
        }
    }
}
