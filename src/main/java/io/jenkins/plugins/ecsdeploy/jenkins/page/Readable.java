package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Which jobs the user who looks at a page may read; administrators may read what is known of deleted ones. For one page. */
final class Readable {

    private final Jenkins jenkins = Jenkins.get();
    private final boolean administrator = jenkins.hasPermission(Jenkins.ADMINISTER);
    private final Map<String, Boolean> known = new HashMap<>();

    boolean row(DeploymentRow row) {
        return job(row.job());
    }

    boolean job(String fullName) {
        return administrator || known.computeIfAbsent(fullName, this::find);
    }

    private boolean find(String fullName) {
        try {
            return jenkins.getItemByFullName(fullName, Job.class) != null;
        } catch (AccessDeniedException discoverOnly) {
            return false;
        }
    }
}
