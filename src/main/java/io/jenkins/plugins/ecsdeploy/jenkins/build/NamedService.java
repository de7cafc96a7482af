package io.jenkins.plugins.ecsdeploy.jenkins.build;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import java.util.List;
import java.util.Optional;

/**
 * The service that a step is about: by its name, or the one that the build updated.
 *
 * @param cluster null: the target's
 * @param service null: the build's own
 */
public record NamedService(AwsSettings aws, String cluster, String service) {

    /** One service, whom to ask about it, and what this build did to it. */
    public record Candidate(ServiceRef ref, AwsSettings aws, Optional<BuildDeployment> own) {}

    /**
     * Those that may be meant; one where a service is named.
     *
     * @throws AbortException where none is named and the build updated none
     */
    public List<Candidate> candidates(StepRun run, String step) throws AbortException {
        BuildDeployments deployments = BuildDeployments.of(run.run());
        if (service != null) {
            ServiceRef ref = new ServiceRef(new AwsConnections().cluster(cluster, aws, run, step), service);
            return List.of(new Candidate(ref, aws, deployments.of(ref, new AwsConnections().resolved(aws, run))));
        }
        List<Candidate> all = deployments.all().stream()
                .map(own -> new Candidate(own.service(), own.aws(), Optional.of(own)))
                .toList();
        if (all.isEmpty()) {
            throw new AbortException(step
                    + ": this build has updated no service. Call updateService before, or name cluster and service.");
        }
        return all;
    }
}
