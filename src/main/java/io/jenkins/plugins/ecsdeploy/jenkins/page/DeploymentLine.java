package io.jenkins.plugins.ecsdeploy.jenkins.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.AwsConsole;
import io.jenkins.plugins.ecsdeploy.report.TimeText;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a table shows of one deployment. All texts are plain: the view escapes them. */
@ExportedBean(defaultVisibility = 3)
public final class DeploymentLine {

    private final DeploymentRow row;
    private final Instant now;

    DeploymentLine(DeploymentRow row, Instant now) {
        this.row = row;
        this.now = now;
    }

    @Exported
    public String getJob() {
        return row.job();
    }

    @Exported
    public int getBuild() {
        return row.build();
    }

    @Exported
    public String getService() {
        return row.service().service();
    }

    @Exported
    public String getCluster() {
        return row.service().cluster();
    }

    @Exported
    public String getRegion() {
        return row.service().region();
    }

    /** Empty if unknown. */
    @Exported
    public String getAccount() {
        return row.service().account();
    }

    /** Name of the deployment target of the global configuration; empty if none had a part in it. */
    @Exported
    public String getTarget() {
        return row.target();
    }

    /** {@code ecs-svc/N}, or CodeDeploy's id; empty if none was started or is known. */
    @Exported
    public String getDeployment() {
        return row.deployment();
    }

    /** {@code family:revision}, or empty. */
    @Exported
    public String getTaskDefinition() {
        return row.taskDefinition();
    }

    @Exported
    public String getPreviousTaskDefinition() {
        return row.previousTaskDefinition();
    }

    /** What the service runs since this deployment; empty if it did not decide that. */
    public String getRuns() {
        return row.runsSince().orElse("");
    }

    @Exported
    public String getOutcome() {
        return row.outcome();
    }

    public String getLook() {
        return Looks.of(row.outcome());
    }

    @Exported
    public String getReason() {
        return row.reason();
    }

    @Exported
    public String getStartedBy() {
        return row.startedBy();
    }

    /** ISO 8601, UTC. */
    @Exported
    public String getStartedAt() {
        return row.startedAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The same; null while it is in progress. */
    @CheckForNull
    @Exported
    public String getEndedAt() {
        Instant end = row.endedAt();
        return end == null ? null : end.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 3 days}, {@code 2 h 10 min}: how long ago it ended, or began. */
    public String getAge() {
        Instant at = row.endedAt() == null ? row.startedAt() : row.endedAt();
        Duration age = Duration.between(at, now);
        if (age.isNegative()) {
            return TimeText.words(Duration.ZERO);
        }
        return age.toDays() < 2 ? TimeText.words(age) : age.toDays() + " days";
    }

    public String getDuration() {
        return row.duration().map(TimeText::words).orElse("");
    }

    /** Of the AWS console; empty if the region is unknown. */
    public String getServiceLink() {
        return new AwsConsole(getRegion()).service(getCluster(), getService()).orElse("");
    }

    /** Below Jenkins' own address: {@code job/team/job/deploy/}. */
    public String getJobUrl() {
        return "job/" + String.join("/job/", row.job().split("/")) + "/";
    }

    public String getBuildUrl() {
        return getJobUrl() + row.build() + "/";
    }
}
