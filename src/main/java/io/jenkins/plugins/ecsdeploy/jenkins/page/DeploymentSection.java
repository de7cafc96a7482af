package io.jenkins.plugins.ecsdeploy.jenkins.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.TimeText;
import io.jenkins.plugins.ecsdeploy.report.Timeline;
import io.jenkins.plugins.ecsdeploy.report.TimelineSvg;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a page shows of one deployment. All texts are plain: the view escapes them. Only {@link #getPicture} is markup. */
@ExportedBean(defaultVisibility = 2)
public final class DeploymentSection extends DeploymentFacts {

    private static final int MOST_CAUSE_LINES = 30;

    private final DeploymentRecord record;
    private final Around around;

    /**
     * What a page knows around a record.
     *
     * @param now until when a deployment is shown that is still in progress
     * @param building whether its build still runs
     * @param inputUrl of the open {@code input} of the build, below Jenkins' own address; empty if there is none
     * @param mayRead whether the user may read the job of this full name
     */
    record Around(Instant now, boolean building, String inputUrl, Predicate<String> mayRead) {}

    DeploymentSection(DeploymentRecord record, Around around) {
        super(record);
        this.record = record;
        this.around = around;
    }

    DeploymentRecord record() {
        return record;
    }

    /** A word of {@code watch.judge.Outcome}, IN_PROGRESS, or NOT_AWAITED if the build ended before the deployment did. */
    @Exported
    public String getOutcome() {
        return record.ended()
                .map(DeploymentEvent.Ended::outcome)
                .orElse(around.building() ? DeploymentRow.IN_PROGRESS : DeploymentRow.NOT_AWAITED);
    }

    /** How the outcome is colored. */
    public String getLook() {
        return Looks.of(getOutcome());
    }

    @Exported
    public String getReason() {
        return record.ended()
                .map(DeploymentEvent.Ended::reason)
                .orElse(around.building() ? "" : "The build ended without waiting for the end of this deployment.");
    }

    /** The block that the log has about a failure, at most 30 lines of it. */
    @Exported
    public String getCause() {
        List<String> lines = record.ended().map(DeploymentEvent.Ended::cause).orElse(List.of());
        String shown = String.join("\n", lines.subList(0, Math.min(lines.size(), MOST_CAUSE_LINES)));
        return lines.size() > MOST_CAUSE_LINES ? shown + "\n…" : shown;
    }

    /** ISO 8601, UTC; null if it is unknown. */
    @CheckForNull
    @Exported
    public String getStartedAt() {
        return record.started().map(event -> iso(event.at())).orElse(null);
    }

    /** The same; null while it is waited for, and if nobody waited. */
    @CheckForNull
    @Exported
    public String getEndedAt() {
        return record.ended().map(event -> iso(event.at())).orElse(null);
    }

    /** When the pause that waits for an answer expires; null if there is none, or it is unknown. */
    @CheckForNull
    @Exported
    public String getPauseExpiresAt() {
        return getPause().isEmpty()
                ? null
                : record.openPause()
                        .map(DeploymentEvent.Paused::expiresAt)
                        .map(DeploymentSection::iso)
                        .orElse(null);
    }

    /** Where the new revision answers test traffic during the pause; empty if that is unknown. */
    @Exported
    public String getTestEndpoint() {
        return getPause().isEmpty()
                ? ""
                : record.openPause().map(DeploymentEvent.Paused::testEndpoint).orElse("");
    }

    /** The same if it may be a link: http and https, and nothing else that a browser would run. */
    public String getTestLink() {
        String address = getTestEndpoint();
        return address.startsWith("http://") || address.startsWith("https://") ? address : "";
    }

    private static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 7 min 5 s}, or empty. */
    public String getDuration() {
        return isInProgress() && record.started().isPresent()
                ? TimeText.words(
                        positive(Duration.between(record.started().get().at(), around.now())))
                : record.duration().map(TimeText::words).orElse("");
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** Stage, or status; empty before the first poll. */
    @Exported
    public String getPhase() {
        return record.lastMoment().map(DeploymentEvent.Progressed::phase).orElse("");
    }

    /** Whole percents of the production traffic, or of the running tasks, that the new revision has. */
    @Exported
    public int getNewPercent() {
        return record.lastMoment()
                .map(moment -> (int) Math.round(moment.newPercent()))
                .orElse(0);
    }

    /** Whether {@link #getNewPercent} is about traffic. */
    public boolean isMovesTraffic() {
        return record.lastMoment()
                .filter(moment -> moment.movesTraffic() && moment.productionPercent() != null)
                .isPresent();
    }

    /** {@code 2/2}. */
    public String getOldTasks() {
        return record.lastMoment().map(DeploymentEvent.Progressed::oldTasks).orElse("");
    }

    public String getNewTasks() {
        return record.lastMoment().map(DeploymentEvent.Progressed::newTasks).orElse("");
    }

    /** {@code 3 of 4 targets healthy}, with what is wrong; empty if the service has no load balancer. */
    @Exported
    public String getTargets() {
        return record.lastTargets().map(DeploymentSection::inWords).orElse("");
    }

    static String inWords(DeploymentEvent.Targets targets) {
        return targets.healthy() + " of " + targets.checked() + " targets healthy"
                + (targets.trouble().isEmpty() ? "" : ": " + targets.trouble());
    }

    @Exported
    public boolean isInProgress() {
        return around.building() && record.ended().isEmpty();
    }

    /** The pause that waits for an answer, in a sentence; empty if there is none. */
    @Exported
    public String getPause() {
        return around.building()
                ? record.openPause().map(DeploymentSection::sentence).orElse("")
                : "";
    }

    /** Where the pause is answered, below Jenkins' own address; empty if no {@code input} of the build is open. */
    public String getAnswerUrl() {
        return around.inputUrl();
    }

    private static String sentence(DeploymentEvent.Paused pause) {
        String then =
                switch (pause.onExpiry()) {
                    case "CONTINUE", "CONTINUE_DEPLOYMENT" -> "continues automatically";
                    case "ROLLBACK" -> "rolls back automatically";
                    case "STOP_DEPLOYMENT" -> "stops automatically";
                    default -> "expires";
                };
        Instant expiresAt = pause.expiresAt();
        return "Paused at " + pause.stage() + (expiresAt == null ? "" : "; " + then + " at " + TimeText.day(expiresAt));
    }

    /** Who answered which pause, one sentence each; the build that did so, only to those who may read it. */
    @Exported
    public List<String> getAnswers() {
        return record.pauses().stream()
                .flatMap(pause -> pause.answered().stream())
                .map(this::sentence)
                .toList();
    }

    private String sentence(DeploymentEvent.Answered answer) {
        int number = answer.build().lastIndexOf(" #");
        boolean named = number > 0 && around.mayRead().test(answer.build().substring(0, number));
        return TimeText.clock(answer.at()) + " " + answer.action() + " at " + answer.stage()
                + (answer.by().isEmpty() ? "" : " by " + answer.by())
                + (named ? " (" + answer.build() + ")" : "");
    }

    /** An {@code <svg>} element with all text in it escaped; empty if nothing was seen. */
    public String getPicture() {
        Timeline timeline = timeline();
        return timeline.isEmpty() ? "" : TimelineSvg.draw(timeline, TimelineSvg.Names.of(record));
    }

    /** Of a deployment whose end nobody saw, the timeline ends with what was seen last. */
    private Timeline timeline() {
        Instant last = record.lastMoment().map(DeploymentEvent.Progressed::at).orElse(around.now());
        return Timeline.of(record, around.building() ? around.now() : last);
    }

    public List<Row> getPhases() {
        return timeline().phases().stream()
                .map(phase -> new Row(TimeText.clock(phase.from()), phase.name(), TimeText.words(phase.duration())))
                .toList();
    }

    public List<Row> getEvents() {
        return record.reported().stream()
                .map(event -> new Row(TimeText.clock(event.at()), event.message(), ""))
                .toList();
    }

    /** What of the record is missing, in a sentence; empty if it is whole. */
    public String getGap() {
        if (record.unreadable() > 0) {
            return record.unreadable() + " lines of this record can't be read.";
        }
        return record.cut() ? "The record became too long: some of the progress is missing." : "";
    }

    /**
     * A line of a table.
     *
     * @param time of day, UTC
     */
    public record Row(String time, String text, String duration) {

        public String getTime() {
            return time;
        }

        public String getText() {
            return text;
        }

        public String getDuration() {
            return duration;
        }
    }
}
