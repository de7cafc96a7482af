package io.jenkins.plugins.ecsdeploy.service;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** How ECS brings a new revision in: {@code deploymentConfiguration.strategy} and what belongs to it. */
public sealed interface Strategy {

    /** ECS's word for it. */
    String name();

    /**
     * What the service lacks for this strategy, each as the API names it; empty when it lacks nothing.
     */
    List<String> missingFrom(Service service);

    /** Whether the service deploys like this already: ECS leaves out, or answers as 0, what was never set. */
    boolean isSetIn(DeploymentConfiguration current);

    /**
     * Lays the strategy over what the service has: the API does not say that it merges this member, so it is sent whole.
     */
    DeploymentConfiguration over(DeploymentConfiguration current);

    /** Replaces tasks a few at a time, behind the same target group. */
    record Rolling() implements Strategy {

        @Override
        public String name() {
            return "ROLLING";
        }

        @Override
        public List<String> missingFrom(Service service) {
            return List.of();
        }

        @Override
        public boolean isSetIn(DeploymentConfiguration current) {
            return current.strategy() == null || current.strategy() == DeploymentStrategy.ROLLING;
        }

        /** Without the settings that belong to one of the other strategies. */
        @Override
        public DeploymentConfiguration over(DeploymentConfiguration current) {
            return current.toBuilder()
                    .strategy(DeploymentStrategy.ROLLING)
                    .bakeTimeInMinutes(null)
                    .linearConfiguration((LinearConfiguration) null)
                    .canaryConfiguration((CanaryConfiguration) null)
                    .build();
        }
    }

    /**
     * Brings a whole second set of tasks up, then moves all traffic to it at once.
     *
     * @param bakeMinutes how long both revisions keep running after the traffic has moved, 0 to 1440
     */
    record BlueGreen(int bakeMinutes) implements Strategy {

        private static final int MAX_BAKE_MINUTES = 1440;

        public BlueGreen {
            if (bakeMinutes < 0 || bakeMinutes > MAX_BAKE_MINUTES) {
                throw new ServiceRefusedException("blueGreen: bakeMinutes must be from 0 to " + MAX_BAKE_MINUTES
                        + ", not " + bakeMinutes + " (ECS API, DeploymentConfiguration.bakeTimeInMinutes).");
            }
        }

        @Override
        public String name() {
            return "BLUE_GREEN";
        }

        @Override
        public boolean isSetIn(DeploymentConfiguration current) {
            return current.strategy() == DeploymentStrategy.BLUE_GREEN
                    && current.bakeTimeInMinutes() != null
                    && current.bakeTimeInMinutes() == bakeMinutes;
        }

        /** Without a load balancer ECS deploys blue/green too, it only moves no traffic. */
        @Override
        public List<String> missingFrom(Service service) {
            List<String> missing = new ArrayList<>();
            for (int i = 0; i < service.loadBalancers().size(); i++) {
                LoadBalancer balancer = service.loadBalancers().get(i);
                String at = "loadBalancers[" + i + "].advancedConfiguration.";
                if (balancer.advancedConfiguration() == null) {
                    missing.addAll(
                            List.of(at + "alternateTargetGroupArn", at + "productionListenerRule", at + "roleArn"));
                    continue;
                }
                if (balancer.advancedConfiguration().alternateTargetGroupArn() == null) {
                    missing.add(at + "alternateTargetGroupArn");
                }
                if (balancer.advancedConfiguration().productionListenerRule() == null) {
                    missing.add(at + "productionListenerRule");
                }
                if (balancer.advancedConfiguration().roleArn() == null) {
                    missing.add(at + "roleArn");
                }
            }
            return missing;
        }

        @Override
        public DeploymentConfiguration over(DeploymentConfiguration current) {
            return new Rolling()
                    .over(current).toBuilder()
                            .strategy(DeploymentStrategy.BLUE_GREEN)
                            .bakeTimeInMinutes(bakeMinutes)
                            .build();
        }
    }
}
