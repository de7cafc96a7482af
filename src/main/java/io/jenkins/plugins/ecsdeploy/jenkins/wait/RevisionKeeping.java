package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionReader;
import io.jenkins.plugins.ecsdeploy.registration.cleanup.RevisionCleanup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code keepRevisions}: deregisters old revisions of what services run, after all of them have succeeded. Users are
 * looked for in the clusters of these services. It never fails the build: the deployment is through.
 */
final class RevisionKeeping {

    private final int keepRevisions;
    private final StepRun run;
    private final Map<AwsSettings, List<ServiceRef>> services = new LinkedHashMap<>();

    RevisionKeeping(int keepRevisions, StepRun run) {
        this.keepRevisions = keepRevisions;
        this.run = run;
    }

    /** Notes a service whose deployment has succeeded. */
    void add(ServiceRef service, AwsSettings aws) {
        services.computeIfAbsent(aws, settings -> new ArrayList<>()).add(service);
    }

    void cleanUp() {
        services.forEach((aws, refs) -> {
            try (AwsClients clients = new AwsConnections().open(aws, run)) {
                cleanUp(clients, refs);
            } catch (EcsDeployException | AbortException failed) {
                run.line(StepNames.AWAIT_STEADY, "Old revisions were not cleaned up: " + failed.getMessage());
            }
        });
    }

    private void cleanUp(AwsClients clients, List<ServiceRef> refs) {
        TaskDefinitionReader reader = new TaskDefinitionReader(clients);
        Set<String> families = new LinkedHashSet<>();
        refs.forEach(ref -> reader.runningIn(ref).map(RevisionKeeping::family).ifPresent(families::add));
        List<String> clusters =
                refs.stream().map(ServiceRef::cluster).distinct().toList();
        RevisionCleanup cleanup = new RevisionCleanup(clients);
        for (String family : families) {
            cleanup.deregisterOld(family, keepRevisions, clusters)
                    .describe()
                    .forEach(line -> run.line(StepNames.AWAIT_STEADY, line));
        }
    }

    /** {@code web} of {@code arn:…:task-definition/web:7}. */
    private static String family(String taskDefinitionArn) {
        String name = Arn.name(taskDefinitionArn);
        return name.substring(0, name.indexOf(':'));
    }
}
