package io.jenkins.plugins.ecsdeploy.update.request;

import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;

/**
 * How a new revision replaces the old one. The numbers are checked when a strategy is made; the bounds are those of
 * DeploymentConfiguration in the API reference.
 */
public sealed interface Strategy {

    int MAX_MINUTES = 1440;

    /** Its name in the ECS API. */
    String name();

    /** Carried out by ECS itself: {@code deploymentConfiguration.strategy} and what belongs to it. */
    sealed interface Native extends Strategy {

        DeploymentStrategy strategy();

        /** Empty: the service's own stay. */
        Optional<Alarms> alarms();

        @Override
        default String name() {
            return strategy().toString();
        }

        /** Whether two revisions run side by side and the load balancer shifts the traffic from one to the other. */
        default boolean shiftsTraffic() {
            return strategy() != DeploymentStrategy.ROLLING;
        }

        /** Sets what belongs to this strategy alone. */
        DeploymentConfiguration.Builder apply(DeploymentConfiguration.Builder current);

        /**
         * What the service has, with this strategy. The blocks of another strategy are removed, because the API accepts each
         * with its own strategy only.
         */
        default DeploymentConfiguration appliedTo(DeploymentConfiguration current) {
            DeploymentConfiguration.Builder builder = current.toBuilder();
            if (!isUsedBy(current)) {
                builder.linearConfiguration((LinearConfiguration) null)
                        .canaryConfiguration((CanaryConfiguration) null)
                        .strategy(strategy());
            }
            apply(builder);
            alarms().ifPresent(named -> builder.alarms(named.sdk()));
            return builder.build();
        }

        /** ECS names no strategy if none was ever set; then it is ROLLING. */
        private boolean isUsedBy(DeploymentConfiguration current) {
            return current.strategyAsString() == null
                    ? strategy() == DeploymentStrategy.ROLLING
                    : current.strategyAsString().equals(name());
        }
    }

    /**
     * Replaces tasks a few at a time, in the same target group. What is empty stays as the service has it.
     *
     * @param minimumHealthyPercent of the desired count that must keep running, 0 to 100
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
                    RangeCheck.check("rolling: minimumHealthyPercent", percent, 0, 100, "minimumHealthyPercent"));
            maximumPercent.ifPresent(percent ->
                    RangeCheck.check("rolling: maximumPercent", percent, 100, Integer.MAX_VALUE, "maximumPercent"));
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
        public DeploymentConfiguration.Builder apply(DeploymentConfiguration.Builder current) {
            DeploymentConfiguration before = current.build();
            if (before.bakeTimeInMinutes() != null && before.bakeTimeInMinutes() != 0) {
                current.bakeTimeInMinutes(0); // left out, it would stay: UpdateService merges
            }
            minimumHealthyPercent.ifPresent(current::minimumHealthyPercent);
            maximumPercent.ifPresent(current::maximumPercent);
            circuitBreaker.ifPresent(
                    breaker -> current.deploymentCircuitBreaker(breaker.appliedTo(before.deploymentCircuitBreaker())));
            return current;
        }
    }

    /**
     * Starts a complete second set of tasks, then shifts all traffic to it at once.
     *
     * @param bakeMinutes how long both revisions keep running after the traffic shift, 0 to 1440
     */
    record BlueGreen(int bakeMinutes, Optional<Alarms> alarms) implements Native {

        public BlueGreen {
            RangeCheck.check("blueGreen: bakeMinutes", bakeMinutes, 0, MAX_MINUTES, "bakeTimeInMinutes");
        }

        public BlueGreen(int bakeMinutes) {
            this(bakeMinutes, Optional.empty());
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.BLUE_GREEN;
        }

        @Override
        public DeploymentConfiguration.Builder apply(DeploymentConfiguration.Builder current) {
            return current.bakeTimeInMinutes(bakeMinutes);
        }
    }

    /**
     * Shifts a small part of the traffic first, and the rest later. How long both revisions run after that stays as the
     * service has it ({@code bakeTimeInMinutes}).
     *
     * @param percent of the production traffic that is shifted first, 0.1 to 100
     * @param bakeMinutes how long only that part goes to the new revision, 0 to 1440
     */
    record Canary(double percent, int bakeMinutes, Optional<Alarms> alarms) implements Native {

        public Canary {
            RangeCheck.checkPercent("canary: percent", percent, 0.1, "canaryPercent");
            RangeCheck.check("canary: bakeMinutes", bakeMinutes, 0, MAX_MINUTES, "canaryBakeTimeInMinutes");
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.CANARY;
        }

        @Override
        public DeploymentConfiguration.Builder apply(DeploymentConfiguration.Builder current) {
            return current.canaryConfiguration(
                    canary -> canary.canaryPercent(percent).canaryBakeTimeInMinutes(bakeMinutes));
        }
    }

    /**
     * Shifts the traffic in equal steps. How long both revisions run after the last one stays as the service has it
     * ({@code bakeTimeInMinutes}).
     *
     * @param stepPercent of the production traffic in each step, 3 to 100
     * @param stepBakeMinutes how long to wait after each step but the last, 0 to 1440
     */
    record Linear(double stepPercent, int stepBakeMinutes, Optional<Alarms> alarms) implements Native {

        public Linear {
            RangeCheck.checkPercent("linear: stepPercent", stepPercent, 3.0, "stepPercent");
            RangeCheck.check("linear: stepBakeMinutes", stepBakeMinutes, 0, MAX_MINUTES, "stepBakeTimeInMinutes");
        }

        @Override
        public DeploymentStrategy strategy() {
            return DeploymentStrategy.LINEAR;
        }

        @Override
        public DeploymentConfiguration.Builder apply(DeploymentConfiguration.Builder current) {
            return current.linearConfiguration(
                    linear -> linear.stepPercent(stepPercent).stepBakeTimeInMinutes(stepBakeMinutes));
        }
    }

    /**
     * By CodeDeploy, for services with the deployment controller CODE_DEPLOY.
     *
     * @param application empty: the one that deployed the service last, else {@code AppECS-CLUSTER-SERVICE}, the default of
     *     the AWS CLI and of GitHub's action
     * @param deploymentGroup empty: in the same way, {@code DgpECS-CLUSTER-SERVICE}
     * @param config how the traffic is shifted, such as {@code CodeDeployDefault.ECSAllAtOnce}; empty: the group's
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
