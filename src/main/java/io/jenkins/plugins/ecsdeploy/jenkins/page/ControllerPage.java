package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentStore;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

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

    /** The deployment targets of what is shown, to filter by. */
    public Collection<String> getTargets() {
        return rows().map(DeploymentRow::target)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<DeploymentRow> rows() {
        return DeploymentStore.get().rows().stream().filter(new Readable()::row);
    }
}
