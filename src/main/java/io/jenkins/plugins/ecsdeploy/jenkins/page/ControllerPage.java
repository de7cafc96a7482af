package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentStore;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
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
public final class ControllerPage implements RootAction {

    private static final Logger LOGGER = Logger.getLogger(ControllerPage.class.getName());

    @Override
    public String getIconFileName() {
        return rows().isEmpty() ? null : "symbol-deployment plugin-ecs-deploy";
    }

    @Override
    public String getDisplayName() {
        return "Amazon ECS deployments";
    }

    @Override
    public String getUrlName() {
        return "ecs-deployments";
    }

    /** Serves {@code api/json}. */
    public Api getApi() {
        return new Api(this);
    }

    /** The service with the newest deployment first. */
    @Exported
    public List<ServiceLine> getServices() {
        Instant now = Instant.now();
        return DeploymentHistory.services(rows()).stream()
                .map(status -> new ServiceLine(status, now))
                .toList();
    }

    private static List<DeploymentRow> rows() {
        Jenkins jenkins = Jenkins.get();
        boolean administrator = jenkins.hasPermission(Jenkins.ADMINISTER);
        Map<String, Boolean> readable = new HashMap<>();
        try {
            return DeploymentStore.get().rows().stream()
                    .filter(row -> administrator || readable.computeIfAbsent(row.job(), name -> mayRead(jenkins, name)))
                    .toList();
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, "The list of deployments can't be read", unreadable);
            return List.of();
        }
    }

    private static boolean mayRead(Jenkins jenkins, String job) {
        try {
            return jenkins.getItemByFullName(job, Job.class) != null;
        } catch (AccessDeniedException discoverOnly) {
            return false;
        }
    }
}
