package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
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
 * {@code keepRevisions}: deregisters old revisions of what services run, after all of them have succeeded. Users of a
 * revision are looked for in the clusters of these services. It never fails the build: the deployment is complete.
 */
final class RevisionKeeping {

    /** Services of the same AWS and the same caller. */
    private record Together(AwsConnection connection, List<ServiceRef> services) {}

    private final int keepRevisions;
    private final StepLog log;
    private final Map<Object, Together> groups = new LinkedHashMap<>();

    RevisionKeeping(int keepRevisions, StepLog log) {
        this.keepRevisions = keepRevisions;
        this.log = log;
    }

    /** Notes a service whose deployment has succeeded. */
    void add(ServiceRef service, ConnectionSource source) {
        try {
            AwsConnection connection = source.find();
            groups.computeIfAbsent(connection.identity(), identity -> new Together(connection, new ArrayList<>()))
                    .services()
                    .add(service);
        } catch (EcsDeployException failed) {
            notCleanedUp(failed);
        }
    }

    void cleanUp() {
        for (Together group : groups.values()) {
            try (AwsClients clients = new AwsClients(group.connection())) {
                cleanUp(clients, group.services());
            } catch (EcsDeployException failed) {
                notCleanedUp(failed);
            }
        }
    }

    private void notCleanedUp(EcsDeployException failed) {
        log.line(StepNames.AWAIT_STEADY, "Old revisions were not cleaned up: " + failed.getMessage());
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
                    .forEach(line -> log.line(StepNames.AWAIT_STEADY, line));
        }
    }

    /** {@code web} of {@code arn:…:task-definition/web:7}. */
    private static String family(String taskDefinitionArn) {
        String name = Arn.name(taskDefinitionArn);
        return name.substring(0, name.indexOf(':'));
    }
}
