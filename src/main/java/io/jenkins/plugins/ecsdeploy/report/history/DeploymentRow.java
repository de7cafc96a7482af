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
 * @param taskDefinition {@code family:revision} that was deployed; empty if unknown
 * @param previousTaskDefinition {@code family:revision} that ran before; empty if unknown
 * @param outcome a word of {@code watch.judge.Outcome}, or {@link #IN_PROGRESS}
 * @param reason one line; the cause of a failure
 * @param startedBy who or what started the build, one line
 * @param endedAt null while it is in progress
 */
public record DeploymentRow(
        String job,
        int build,
        RecordedService service,
        String taskDefinition,
        String previousTaskDefinition,
        String outcome,
        String reason,
        String startedBy,
        Instant startedAt,
        @CheckForNull Instant endedAt) {

    public static final String IN_PROGRESS = "IN_PROGRESS";

    private static final Set<String> DEPLOYED = Set.of("SUCCEEDED", "UNCHANGED");
    private static final int LONGEST_REASON = 300;

    public DeploymentRow {
        job = Objects.requireNonNullElse(job, "");
        service = Objects.requireNonNullElse(service, new RecordedService("", "", ""));
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
                taskDefinition,
                previousTaskDefinition,
                outcome,
                reason,
                startedBy,
                startedAt,
                endedAt);
    }

    /** Whether both are about the same deployment. */
    boolean isSameAs(DeploymentRow other) {
        return job.equals(other.job)
                && build == other.build
                && service.equals(other.service)
                && startedAt.equals(other.startedAt);
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
