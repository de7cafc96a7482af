package io.jenkins.plugins.ecsdeploy.update.request;

import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;

/**
 * How a new revision is brought in. The numbers are checked when a strategy is made; the bounds are those of the API
 * reference's DeploymentConfiguration.
 */
public sealed interface Strategy {

    int MAX_MINUTES = 1440;

    /** ECS's word for it. */
    String name();

    /** Carried out by ECS itself: {@code deploymentConfiguration.strategy} and what belongs to it. */
    sealed interface Native extends Strategy {

        DeploymentStrategy strategy();

        /** Empty: the service's own are left. */
        Optional<Alarms> alarms();

        @Override
        default String name() {
            return strategy().toString();
        }

        /** Whether two revisions run side by side and the load balancer moves the traffic from one to the other. */
        default boolean shiftsTraffic() {
            return strategy() != DeploymentStrategy.ROLLING;
        }

        /** Lays what belongs to this strategy alone over the rest. */
        DeploymentConfiguration.Builder layOver(DeploymentConfiguration.Builder current);

        /**
         * Lays the strategy over what the service has: the API does not say that it merges this member, so it is sent
         * whole. What belongs to another strategy alone goes, because the API takes it with that one only.
         */
        default DeploymentConfiguration over(DeploymentConfiguration current) {
            DeploymentConfiguration.Builder builder = current.toBuilder();
            if (!isUsedBy(current)) {
                builder.linearConfiguration((LinearConfiguration) null)
                        .canaryConfiguration((CanaryConfiguration) null)
                        .strategy(strategy());
            }
            layOver(builder);
            alarms().ifPresent(named -> builder.alarms(named.sdk()));
            return builder.build();
        }

        /** ECS leaves the strategy out where none was ever set, and then it is rolling. */
        private boolean isUsedBy(DeploymentConfiguration current) {
            return current.strategyAsString() == null
                    ? strategy() == DeploymentStrategy.ROLLING
                    : current.strategyAsString().equals(name());
        }
    }

    /**
     * Replaces tasks a few at a time, behind the same target group. What is empty is left as the service has it.
     *
     * @param minimumHealthyPercent of the desired count that must go on running, 0 to 100
     * @param maximumPercent of the desired count that may run, 100 or more
     */
    record Rolling(
            OptionalInt minimumHealthyPercent,
            OptionalInt maximumPercent,
            Optional<CircuitBreaker> circuitBreaker,
            Optional<Alarms> alarms)
            implements Native {

        public Rolling {
            minimumHealthyPercent.ifPresent(percent ->
                    Ranges.check("rolling: minimumHealthyPercent", percent, 0, 100, "minimumHealthyPercent"));
            maximumPercent.ifPresent(percent ->
                    Ranges.check("rolling: maximumPercent", percent, 100, Integer.MAX_VALUE, "maximumPercent"));
        }

        /** As the service is set. */
        public Rolling() {
            this(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.ROLLING;
        }

        @Override
        public DeploymentConfiguration.Builder layOver(DeploymentConfiguration.Builder current) {
            DeploymentConfiguration before = current.build();
            if (before.bakeTimeInMinutes() != null && before.bakeTimeInMinutes() != 0) {
                current.bakeTimeInMinutes(null);
            }
            minimumHealthyPercent.ifPresent(current::minimumHealthyPercent);
            maximumPercent.ifPresent(current::maximumPercent);
            circuitBreaker.ifPresent(
                    breaker -> current.deploymentCircuitBreaker(breaker.over(before.deploymentCircuitBreaker())));
            return current;
        }
    }

    /**
     * Brings a whole second set of tasks up, then moves all traffic to it at once.
     *
     * @param bakeMinutes how long both revisions keep running after the traffic has moved, 0 to 1440
     */
    record BlueGreen(int bakeMinutes, Optional<Alarms> alarms) implements Native {

        public BlueGreen {
            Ranges.check("blueGreen: bakeMinutes", bakeMinutes, 0, MAX_MINUTES, "bakeTimeInMinutes");
        }

        public BlueGreen(int bakeMinutes) {
            this(bakeMinutes, Optional.empty());
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.BLUE_GREEN;
        }

        @Override
        public DeploymentConfiguration.Builder layOver(DeploymentConfiguration.Builder current) {
            return current.bakeTimeInMinutes(bakeMinutes);
        }
    }

    /**
     * Moves a small part of the traffic first, and after a while the rest. How long both revisions run after that stays
     * as the service has it ({@code bakeTimeInMinutes}).
     *
     * @param percent of the production traffic that is moved first, 0.1 to 100
     * @param bakeMinutes how long only that part goes to the new revision, 0 to 1440
     */
    record Canary(double percent, int bakeMinutes, Optional<Alarms> alarms) implements Native {

        public Canary {
            Ranges.checkPercent("canary: percent", percent, 0.1, "canaryPercent");
            Ranges.check("canary: bakeMinutes", bakeMinutes, 0, MAX_MINUTES, "canaryBakeTimeInMinutes");
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.CANARY;
        }

        @Override
        public DeploymentConfiguration.Builder layOver(DeploymentConfiguration.Builder current) {
            return current.canaryConfiguration(
                    canary -> canary.canaryPercent(percent).canaryBakeTimeInMinutes(bakeMinutes));
        }
    }

    /**
     * Moves the traffic in equal steps. How long both revisions run after the last one stays as the service has it
     * ({@code bakeTimeInMinutes}).
     *
     * @param stepPercent of the production traffic in each step, 3 to 100
     * @param stepBakeMinutes how long after each step but the last, 0 to 1440
     */
    record Linear(double stepPercent, int stepBakeMinutes, Optional<Alarms> alarms) implements Native {

        public Linear {
            Ranges.checkPercent("linear: stepPercent", stepPercent, 3.0, "stepPercent");
            Ranges.check("linear: stepBakeMinutes", stepBakeMinutes, 0, MAX_MINUTES, "stepBakeTimeInMinutes");
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.LINEAR;
        }

        @Override
        public DeploymentConfiguration.Builder layOver(DeploymentConfiguration.Builder current) {
            return current.linearConfiguration(
                    linear -> linear.stepPercent(stepPercent).stepBakeTimeInMinutes(stepBakeMinutes));
        }
    }

    /**
     * By CodeDeploy, for services under the CODE_DEPLOY controller.
     *
     * @param application empty: that which deployed the service last, else {@code AppECS-CLUSTER-SERVICE}, as awscli and
     *     GitHub's action take it
     * @param deploymentGroup empty: the same, {@code DgpECS-CLUSTER-SERVICE}
     * @param config how the traffic moves, such as {@code CodeDeployDefault.ECSAllAtOnce}; empty: the group's
     * @param alarms empty: the group's
     */
    record CodeDeploy(
            Optional<String> application,
            Optional<String> deploymentGroup,
            Optional<String> config,
            Optional<Alarms> alarms)
            implements Strategy {

        /** As the service's deployment group is set. */
        public CodeDeploy() {
            this(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        @Override
        public String name() {
            return "CODE_DEPLOY";
        }
    }
}
