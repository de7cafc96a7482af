package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionReader;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Runs all checks of a deployment, so that everything that is wrong is said at once. */
public final class DeploymentVerifier {

    private final ServiceReader services;
    private final TaskDefinitionReader definitions;
    private final List<SetupCheck> checks;

    /** @param sleeper between two tries of a read */
    public DeploymentVerifier(AwsClients clients, RegistryClients registries, Clock clock, Sleeper sleeper) {
        services = new ServiceReader(clients);
        definitions = new TaskDefinitionReader(clients);
        SignedReads reads = new SignedReads(clients, sleeper);
        IamReads iam = new IamReads(clients, reads);
        checks = List.of(
                new ServiceFitCheck(),
                new EcrImageCheck(clients, registries, sleeper),
                new RegistryImageCheck(clients, registries),
                new TaskRoleCheck(clients, iam),
                new SecretCheck(reads, clients.region()),
                new LogGroups(clients),
                new TrafficCheck(clients, iam),
                new NetworkCheck(clients, reads),
                new CapacityCheck(clients),
                new AlarmCheck(reads),
                new QuotaCheck(clients, reads, clock));
    }

    /**
     * @param taskDefinition that is to be deployed; empty: the one that the service runs
     * @param strategy the API's name of the strategy that is to be used; empty: the service's
     */
    public VerifyReport verify(ServiceRef ref, Optional<String> taskDefinition, Optional<String> strategy)
            throws InterruptedException {
        VerifyReport report = new VerifyReport();
        Service service;
        try {
            service = services.read(ref);
        } catch (NoSuchResourceException missing) {
            report.fault("ecs:DescribeServices", missing.getMessage());
            return report;
        }
        if (!"ACTIVE".equals(service.status())) {
            report.fault("ecs:DescribeServices", "the " + ref + " is " + service.status() + ": it was deleted");
            return report;
        }
        String name = taskDefinition.orElse(service.taskDefinition());
        Optional<TaskDefinition> definition = definitions.find(name);
        if (definition.isEmpty()) {
            report.fault("ecs:DescribeTaskDefinition", "there is no task definition " + name);
            return report;
        }
        VerifiedService verified = new VerifiedService(ref, service, definition.get(), strategy);
        for (SetupCheck check : checks) {
            check.run(verified, report);
        }
        return report;
    }
}
