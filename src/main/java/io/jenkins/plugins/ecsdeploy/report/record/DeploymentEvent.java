package io.jenkins.plugins.ecsdeploy.report.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One thing that happened in a deployment; plain values. Texts come from ECS, from containers and from users: hostile until
 * escaped. A member that a record of an older version lacks is empty, 0 or null.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Void.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeploymentEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = DeploymentEvent.Progressed.class, name = "progressed"),
    @JsonSubTypes.Type(value = DeploymentEvent.Targets.class, name = "targets"),
    @JsonSubTypes.Type(value = DeploymentEvent.Reported.class, name = "reported"),
    @JsonSubTypes.Type(value = DeploymentEvent.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = DeploymentEvent.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = DeploymentEvent.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = DeploymentEvent.Cut.class, name = "cut")
})
public sealed interface DeploymentEvent {

    /** By the controller's clock; for what ECS reports, by ECS'. */
    Instant at();

    /**
     * An update was sent, or a wait for a deployment that another build or tool started has begun.
     *
     * @param cluster name or ARN, as the service was named
     * @param service name or ARN
     * @param region such as {@code eu-central-1}
     * @param deployment {@code ecs-svc/N}, or CodeDeploy's id; empty if none is known
     * @param previousTaskDefinition ARN; empty if unknown
     * @param taskDefinition ARN; empty if unknown
     * @param strategy ROLLING, BLUE_GREEN, CANARY, LINEAR or CODE_DEPLOY; empty if it was not asked for
     * @param images by container
     * @param definitionChanges what differs between both task definitions, one line each, secrets hidden
     * @param serviceChanges what was changed about the service, one line each
     * @param startedBy who or what started the build, one line each
     * @param target name of the deployment target of the global configuration; empty if none had a part in it
     */
    record Started(
            Instant at,
            String cluster,
            String service,
            String region,
            String deployment,
            String previousTaskDefinition,
            String taskDefinition,
            String strategy,
            Map<String, String> images,
            List<String> definitionChanges,
            List<String> serviceChanges,
            List<String> startedBy,
            String target)
            implements DeploymentEvent {

        public Started {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            cluster = MissingMembers.text(cluster);
            service = MissingMembers.text(service);
            region = MissingMembers.text(region);
            deployment = MissingMembers.text(deployment);
            previousTaskDefinition = MissingMembers.text(previousTaskDefinition);
            taskDefinition = MissingMembers.text(taskDefinition);
            strategy = MissingMembers.text(strategy);
            images = sorted(images);
            definitionChanges = MissingMembers.list(definitionChanges);
            serviceChanges = MissingMembers.list(serviceChanges);
            startedBy = MissingMembers.list(startedBy);
            target = MissingMembers.text(target);
        }

        private static Map<String, String> sorted(@CheckForNull Map<String, String> images) {
            return Collections.unmodifiableMap(images == null ? Map.of() : new TreeMap<>(images));
        }
    }

    /**
     * Stage, traffic or tasks changed.
     *
     * @param status ECS' word, such as IN_PROGRESS
     * @param stage ECS' lifecycle stage; empty for rolling deployments
     * @param movesTraffic whether traffic moves between two sets of tasks; otherwise tasks are replaced few by few
     * @param productionPercent the new revision's share of production traffic; null if ECS moves no traffic
     * @param testPercent its share of test traffic; null if there is none
     */
    record Progressed(
            Instant at,
            String status,
            String stage,
            boolean movesTraffic,
            int oldRunning,
            int oldRequested,
            int newRunning,
            int newRequested,
            @CheckForNull Double productionPercent,
            @CheckForNull Double testPercent)
            implements DeploymentEvent {

        public Progressed {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            status = MissingMembers.text(status);
            stage = MissingMembers.text(stage);
        }

        /** {@code 2/2}: running of those that should. */
        public String oldTasks() {
            return oldRunning + "/" + oldRequested;
        }

        public String newTasks() {
            return newRunning + "/" + newRequested;
        }

        /** The stage, or the status if there is no stage or the deployment no longer moves forward. */
        public String phase() {
            return stage.isEmpty() || !"IN_PROGRESS".equals(status) ? status : stage;
        }

        /** The new revision's share of production traffic if ECS moves traffic, else of the running tasks; 0 to 100. */
        public double newPercent() {
            if (movesTraffic && productionPercent != null) {
                return productionPercent;
            }
            int running = oldRunning + newRunning;
            return running == 0 ? 0 : 100.0 * newRunning / running;
        }

        /** Whether only the time differs. */
        public boolean looksLike(Progressed other) {
            return equals(new Progressed(
                    at,
                    other.status,
                    other.stage,
                    other.movesTraffic,
                    other.oldRunning,
                    other.oldRequested,
                    other.newRunning,
                    other.newRequested,
                    other.productionPercent,
                    other.testPercent));
        }
    }

    /**
     * The health of the service's load balancer targets changed.
     *
     * @param checked how many targets are checked; those of both revisions, while both have some
     * @param trouble what is wrong with those that are not healthy, in a line; empty if nothing is known
     */
    record Targets(Instant at, int healthy, int checked, String trouble) implements DeploymentEvent {

        public Targets {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            trouble = MissingMembers.text(trouble);
        }

        public boolean areAllHealthy() {
            return healthy >= checked;
        }
    }

    /** A line of the service's event log, as ECS wrote it. */
    record Reported(Instant at, String message) implements DeploymentEvent {

        public Reported {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            message = MissingMembers.text(message);
        }
    }

    /**
     * The deployment is paused until it is answered, or until the pause expires.
     *
     * @param expiresAt null if unknown
     * @param onExpiry what happens then: ROLLBACK or CONTINUE, or CodeDeploy's words
     * @param testEndpoint where the new revision answers test traffic; empty if unknown
     */
    record Paused(
            Instant at,
            String stage,
            String hookId,
            @CheckForNull Instant expiresAt,
            String onExpiry,
            String testEndpoint)
            implements DeploymentEvent {

        public Paused {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            stage = MissingMembers.text(stage);
            hookId = MissingMembers.text(hookId);
            onExpiry = MissingMembers.text(onExpiry);
            testEndpoint = MissingMembers.text(testEndpoint);
        }
    }

    /**
     * A pause was answered.
     *
     * @param action {@code continue} or {@code rollback}
     * @param by who approved it, or started the build that answered; for people; empty if unknown
     * @param build the other build that answered, {@code team/promote #3}, for those who may read it; empty if it was the
     *     own
     */
    record Answered(Instant at, String stage, String action, String by, String build) implements DeploymentEvent {

        public Answered {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            stage = MissingMembers.text(stage);
            action = MissingMembers.text(action);
            by = MissingMembers.text(by);
            build = MissingMembers.text(build);
        }
    }

    /**
     * The wait has ended. A later wait for the same deployment may follow, and end otherwise.
     *
     * @param outcome a word of {@code watch.judge.Outcome}; a newer version may have others
     * @param reason one sentence
     * @param cause the block that the log has about a failure, one line each
     */
    record Ended(Instant at, String outcome, String reason, List<String> cause, long durationSeconds)
            implements DeploymentEvent {

        public Ended {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
            outcome = MissingMembers.text(outcome);
            reason = MissingMembers.text(reason);
            cause = MissingMembers.list(cause);
        }
    }

    /** From here on the file keeps only pauses, answers and the end, because it is as long as it may be. */
    record Cut(Instant at) implements DeploymentEvent {

        public Cut {
            at = Objects.requireNonNullElse(at, Instant.EPOCH);
        }
    }
}
