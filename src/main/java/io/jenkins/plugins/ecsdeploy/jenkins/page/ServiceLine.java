package io.jenkins.plugins.ecsdeploy.jenkins.page;

import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import java.time.Instant;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a table shows of one service: what it runs, and its newest deployment. */
@ExportedBean(defaultVisibility = 2)
public final class ServiceLine {

    private final DeploymentLine newest;
    private final DeploymentLine running;
    private final String runs;

    ServiceLine(DeploymentHistory.ServiceStatus status, Instant now) {
        newest = new DeploymentLine(status.newest(), now);
        running = new DeploymentLine(status.running().orElse(status.newest()), now);
        runs = status.running().flatMap(row -> row.runsSince()).orElse("");
    }

    /** {@code family:revision} that it runs; empty if no deployment that is known decides that. */
    @Exported
    public String getRuns() {
        return runs;
    }

    /** The deployment since which it runs that. */
    @Exported
    public DeploymentLine getRunning() {
        return running;
    }

    @Exported
    public DeploymentLine getNewest() {
        return newest;
    }
}
