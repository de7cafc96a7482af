package io.jenkins.plugins.ecsdeploy.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One deployment of one build.
 *
 * @param job full name of the job
 * @param build number of the build
 * @param target name of the deployment target of the global configuration; empty if none had a part in it
 * @param deployment {@code ecs-svc/N}, or CodeDeploy's id; empty if none was started or is known
 * @param taskDefinition {@code family:revision} that was deployed; empty if unknown
 * @param previousTaskDefinition {@code family:revision} that ran before; empty if unknown
 * @param outcome a word of {@code watch.judge.Outcome}, {@link #IN_PROGRESS} or {@link #NOT_AWAITED}
 * @param reason one line; the cause of a failure
 * @param startedBy who or what started the build, one line
 * @param endedAt null while it is in progress
 */
public record DeploymentRow(
        String job,
        int build,
        RecordedService service,
        String target,
        String deployment,
        String taskDefinition,
        String previousTaskDefinition,
        String outcome,
        String reason,
        String startedBy,
        Instant startedAt,
        @CheckForNull Instant endedAt) {

    public static final String IN_PROGRESS = "IN_PROGRESS";
    public static final String PAUSED = "PAUSED";

    /** The build ended before the deployment did, so that nothing is known of its end. */
    public static final String NOT_AWAITED = "NOT_AWAITED";

    private static final Set<String> OPEN = Set.of(IN_PROGRESS, PAUSED, "REACHED", NOT_AWAITED);
    private static final Set<String> DEPLOYED = Set.of("SUCCEEDED", "UNCHANGED");
    private static final int LONGEST_REASON = 300;

    public DeploymentRow {
        job = Objects.requireNonNullElse(job, "");
        service = Objects.requireNonNullElse(service, new RecordedService("", "", "", ""));
        target = Objects.requireNonNullElse(target, "");
        deployment = Objects.requireNonNullElse(deployment, "");
        taskDefinition = Objects.requireNonNullElse(taskDefinition, "");
        previousTaskDefinition = Objects.requireNonNullElse(previousTaskDefinition, "");
        outcome = Objects.requireNonNullElse(outcome, "");
        reason = shortened(Objects.requireNonNullElse(reason, ""));
        startedBy = shortened(Objects.requireNonNullElse(startedBy, ""));
        startedAt = Objects.requireNonNullElse(startedAt, Instant.EPOCH);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }

    /** The same after it has ended, or after it was paused or waited for again. */
    public DeploymentRow with(String newOutcome, String newReason, @CheckForNull Instant newEnd) {
        return new DeploymentRow(
                job,
                build,
                service,
                target,
                deployment,
                taskDefinition,
                previousTaskDefinition,
                newOutcome,
                newReason,
                startedBy,
                startedAt,
                newEnd);
    }

    DeploymentRow ofJob(String newName) {
        return new DeploymentRow(
                newName,
                build,
                service,
                target,
                deployment,
                taskDefinition,
                previousTaskDefinition,
                outcome,
                reason,
                startedBy,
                startedAt,
                endedAt);
    }

    public boolean isOf(String otherJob, int otherBuild) {
        return build == otherBuild && job.equals(otherJob);
    }

    /** {@code team/deploy #12}. */
    public String by() {
        return job + " #" + build;
    }

    /** Whether the deployment may still be in progress, as far as is known. */
    public boolean isOpen() {
        return OPEN.contains(outcome);
    }

    /** Whether another build has begun another deployment of the service, which ends this one if it is in progress. */
    public boolean isSupersededBy(DeploymentRow started) {
        return isOpen()
                && !started.deployment.isEmpty()
                && service.equals(started.service)
                && !deployment.equals(started.deployment)
                && !isOf(started.job, started.build);
    }

    /** Whether this is the same deployment as seen by another build, which has not seen its end. */
    public boolean isLeftOpenBy(DeploymentRow other) {
        return isOpen()
                && !other.deployment.isEmpty()
                && service.equals(other.service)
                && deployment.equals(other.deployment);
    }

    /** Whether it began after another one of the same service. */
    public boolean isAfter(DeploymentRow earlier) {
        return !deployment.isEmpty()
                && service.equals(earlier.service)
                && startedAt.isAfter(earlier.startedAt)
                && !deployment.equals(earlier.deployment);
    }

    /** What the service runs since this deployment, as far as it decides that; empty while it is in progress. */
    public Optional<String> runsSince() {
        if (DEPLOYED.contains(outcome)) {
            return Optional.of(taskDefinition).filter(name -> !name.isEmpty());
        }
        return "ROLLED_BACK".equals(outcome)
                ? Optional.of(previousTaskDefinition).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    public Optional<Duration> duration() {
        return Optional.ofNullable(endedAt).map(end -> Duration.between(startedAt, end));
    }
}
