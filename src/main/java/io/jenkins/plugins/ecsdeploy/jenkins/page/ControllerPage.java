package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentStore;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.access.AccessDeniedException;

/**
 * What runs on all clusters that this controller deploys to. A user sees the deployments of the jobs that he may read;
 * administrators see those of deleted jobs too.
 */
@Extension
@ExportedBean
public final class ControllerPage extends DeploymentsPage implements RootAction {

    /** Asked for on each page of the top level: ends with the first deployment that the user may see. */
    @Override
    public String getIconFileName() {
        return rows().findAny().isEmpty() ? null : super.getIconFileName();
    }

    /** The service with the newest deployment first. */
    @Exported
    public List<ServiceLine> getServices() {
        Instant now = Instant.now();
        return DeploymentHistory.services(rows().toList()).stream()
                .map(status -> new ServiceLine(status, now))
                .toList();
    }

    private static Stream<DeploymentRow> rows() {
        Jenkins jenkins = Jenkins.get();
        boolean administrator = jenkins.hasPermission(Jenkins.ADMINISTER);
        Map<String, Boolean> readable = new HashMap<>();
        return DeploymentStore.get().rows().stream()
                .filter(row -> administrator || readable.computeIfAbsent(row.job(), name -> mayRead(jenkins, name)));
    }

    private static boolean mayRead(Jenkins jenkins, String job) {
        try {
            return jenkins.getItemByFullName(job, Job.class) != null;
        } catch (AccessDeniedException discoverOnly) {
            return false;
        }
    }
}
