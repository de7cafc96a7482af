package io.jenkins.plugins.ecsdeploy.jenkins.page;

import io.jenkins.plugins.ecsdeploy.report.AwsConsole;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What was asked of one deployment, as a page shows it. Public, or else views can't call what is here. */
@ExportedBean(defaultVisibility = 2)
public abstract class DeploymentFacts {

    private final DeploymentRecord record;
    private final AwsConsole console;

    DeploymentFacts(DeploymentRecord record) {
        this.record = record;
        this.console = new AwsConsole(
                record.started().map(DeploymentEvent.Started::region).orElse(""));
    }

    @Exported
    public final String getService() {
        return record.service();
    }

    @Exported
    public final String getCluster() {
        return record.cluster();
    }

    final boolean isAbout(RecordedService service) {
        return service.service().equals(getService()) && service.cluster().equals(getCluster());
    }

    @Exported
    public final String getRegion() {
        return record.started().map(DeploymentEvent.Started::region).orElse("");
    }

    /** {@code ecs-svc/N}, or CodeDeploy's id; empty if none was started or is known. */
    @Exported
    public final String getDeployment() {
        return record.started().map(DeploymentEvent.Started::deployment).orElse("");
    }

    /** {@code family:revision}, or empty. */
    @Exported
    public final String getTaskDefinition() {
        return record.taskDefinition();
    }

    @Exported
    public final String getPreviousTaskDefinition() {
        return record.previousTaskDefinition();
    }

    /** {@code webshop:7 → webshop:8}, or what is known of it. */
    public final String getRevisions() {
        String before = getPreviousTaskDefinition();
        return before.isEmpty() || getTaskDefinition().isEmpty()
                ? getTaskDefinition()
                : before + " → " + getTaskDefinition();
    }

    /** By container. */
    @Exported
    public final Map<String, String> getImages() {
        return record.started().map(DeploymentEvent.Started::images).orElse(Map.of());
    }

    /** What differs between both task definitions; secrets are hidden. */
    public final List<String> getDefinitionChanges() {
        return record.started().map(DeploymentEvent.Started::definitionChanges).orElse(List.of());
    }

    public final List<String> getServiceChanges() {
        return record.started().map(DeploymentEvent.Started::serviceChanges).orElse(List.of());
    }

    @Exported
    public final List<String> getStartedBy() {
        return record.started().map(DeploymentEvent.Started::startedBy).orElse(List.of());
    }

    /** Of the AWS console; empty if the region is unknown. */
    public final String getServiceLink() {
        return console.service(getCluster(), getService()).orElse("");
    }

    public final String getTaskDefinitionLink() {
        return console.taskDefinition(getTaskDefinition()).orElse("");
    }

    public final String getPreviousTaskDefinitionLink() {
        return console.taskDefinition(getPreviousTaskDefinition()).orElse("");
    }
}
