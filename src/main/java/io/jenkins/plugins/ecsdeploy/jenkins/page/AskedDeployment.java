package io.jenkins.plugins.ecsdeploy.jenkins.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.TimeText;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a person is asked about who may continue a paused deployment or roll it back, and whether an answer can still have an
 * effect, as far as this controller knows.
 */
public final class AskedDeployment {

    /**
     * What the list of the controller says about it.
     *
     * @param later a deployment of the same service that began after it
     * @param laterIsShown whether the user may read the job of that
     */
    record Known(DeploymentRow row, Optional<DeploymentRow> later, boolean laterIsShown) {

        static Known of(DeploymentRow row, Optional<DeploymentRow> later, Predicate<DeploymentRow> mayRead) {
            return new Known(row, later, later.filter(mayRead).isPresent());
        }
    }

    private final DeploymentSection section;
    private final Optional<Known> known;
    private final Instant now;

    AskedDeployment(DeploymentSection section, Optional<Known> known, Instant now) {
        this.section = section;
        this.known = known;
        this.now = now;
    }

    /** Those that are named; if none is, those that were ever paused, or else all. */
    static List<AskedDeployment> chosen(
            List<AskedDeployment> all, @CheckForNull String service, @CheckForNull String cluster) {
        List<AskedDeployment> named = all.stream()
                .filter(one -> isNamed(service, one.section.getService()) && isNamed(cluster, one.section.getCluster()))
                .toList();
        List<AskedDeployment> paused = named.stream()
                .filter(one -> !one.section.record().pauses().isEmpty())
                .toList();
        return paused.isEmpty() ? named : paused;
    }

    private static boolean isNamed(@CheckForNull String wanted, String name) {
        return wanted == null || wanted.isBlank() || wanted.equals(name);
    }

    public DeploymentSection getSection() {
        return section;
    }

    /** Why an answer has no effect any more, in a sentence; empty as long as it has one. */
    public String getProblem() {
        DeploymentRecord record = section.record();
        if (known.flatMap(Known::later).isPresent()) {
            return "Superseded: a newer deployment of this service has begun. This one can't be continued.";
        }
        Optional<DeploymentEvent.Ended> over = record.ended().filter(end -> !isOpen(end.outcome()));
        if (over.isPresent()) {
            return over.get().outcome() + ": " + over.get().reason();
        }
        Optional<DeploymentRow> rowOver = known.map(Known::row).filter(row -> !row.isOpen());
        if (rowOver.isPresent()) {
            return rowOver.get().outcome() + ": " + rowOver.get().reason();
        }
        Optional<DeploymentEvent.Paused> pause = record.openPause();
        if (pause.isEmpty()) {
            List<String> answers = section.getAnswers();
            return answers.isEmpty()
                    ? "This deployment is not paused."
                    : "Answered already: " + answers.get(answers.size() - 1);
        }
        return pause.filter(this::hasExpired).map(AskedDeployment::expired).orElse("");
    }

    private static boolean isOpen(String outcome) {
        return DeploymentRow.PAUSED.equals(outcome) || "REACHED".equals(outcome);
    }

    private boolean hasExpired(DeploymentEvent.Paused pause) {
        Instant expiresAt = pause.expiresAt();
        return expiresAt != null && expiresAt.isBefore(now);
    }

    private static String expired(DeploymentEvent.Paused pause) {
        return "The pause expired at " + TimeText.day(Objects.requireNonNull(pause.expiresAt()))
                + switch (pause.onExpiry()) {
                    case "CONTINUE", "CONTINUE_DEPLOYMENT" -> ": the deployment has continued.";
                    case "ROLLBACK" -> ": the deployment was rolled back.";
                    case "STOP_DEPLOYMENT" -> ": the deployment was stopped.";
                    default -> ".";
                };
    }

    /** {@code 42 min}: how long there is to answer; empty if that is unknown or over. */
    public String getTimeLeft() {
        return section.record()
                .openPause()
                .map(DeploymentEvent.Paused::expiresAt)
                .filter(expiry -> expiry.isAfter(now))
                .map(expiry -> TimeText.words(Duration.between(now, expiry)))
                .orElse("");
    }

    /** {@code team/deploy #13} that superseded it; empty if nothing did, or the user may not read that job. */
    public String getLaterBuild() {
        return shownLater().map(DeploymentRow::by).orElse("");
    }

    /** Below Jenkins' own address. */
    public String getLaterBuildUrl() {
        return shownLater()
                .map(row -> new DeploymentLine(row, now).getBuildUrl())
                .orElse("");
    }

    private Optional<DeploymentRow> shownLater() {
        return known.filter(Known::laterIsShown).flatMap(Known::later);
    }
}
