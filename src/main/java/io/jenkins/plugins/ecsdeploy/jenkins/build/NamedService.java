package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.StepAws;
import java.util.List;
import java.util.Optional;

/**
 * The service that a step is about, as the step names it.
 *
 * @param cluster null: the target's
 * @param service null: the service that the build updated
 */
public record NamedService(
        AwsSettings aws,
        @CheckForNull String cluster,
        @CheckForNull String service) {

    /** A service, how to call AWS about it, and this build's update of it. */
    public record Candidate(ServiceRef ref, KnownAws aws, Optional<BuildDeployment> own) {

        private static Candidate own(BuildDeployment updated) {
            return new Candidate(updated.service(), updated.aws(), Optional.of(updated));
        }

        private static Candidate own(BuildDeployment updated, KnownAws called) {
            KnownAws sameAccount =
                    updated.aws().account().map(called::inAccount).orElse(called);
            return new Candidate(updated.service(), sameAccount, Optional.of(updated));
        }
    }

    /**
     * The services that the step may be about: one if it names a service. What the build has updated is called as the
     * update called it, unless the step or what the build has set around it says otherwise: a default target is no word
     * about where an updated service is.
     *
     * @throws AbortException if it names none and the build updated none
     */
    public List<Candidate> candidates(StepRun run, String step) throws AbortException {
        BuildDeployments deployments = BuildDeployments.of(run.run());
        boolean saysWhere = AwsConnections.saysWhere(aws, run);
        if (service == null) {
            return updated(deployments.all(), saysWhere && !aws.isEmpty(), run, step);
        }
        if (!saysWhere) {
            Optional<BuildDeployment> only = deployments.only(cluster, service);
            if (only.isPresent()) {
                return List.of(Candidate.own(only.get()));
            }
        }
        StepAws called = new AwsConnections().of(aws, run);
        if (called.clusterIfAny(cluster).isEmpty()) {
            Optional<BuildDeployment> only =
                    deployments.only(null, service).filter(own -> own.aws().mayBeAt(called.known()));
            if (only.isPresent()) {
                return List.of(Candidate.own(only.get(), called.known()));
            }
        }
        ServiceRef ref = new ServiceRef(called.cluster(cluster, step), service);
        return List.of(deployments
                .of(ref, called.known())
                .map(own -> Candidate.own(own, called.known()))
                .orElseGet(() -> new Candidate(ref, called.known(), Optional.empty())));
    }

    private List<Candidate> updated(List<BuildDeployment> all, boolean saysWhere, StepRun run, String step)
            throws AbortException {
        List<Candidate> found;
        if (saysWhere) {
            KnownAws called = new AwsConnections().of(aws, run).known();
            found = all.stream()
                    .filter(own -> own.aws().mayBeAt(called))
                    .map(own -> Candidate.own(own, called))
                    .toList();
        } else {
            found = all.stream().map(Candidate::own).toList();
        }
        if (found.isEmpty()) {
            throw new AbortException(step + ": this build has updated no service"
                    + (all.isEmpty() ? "" : " in the AWS that the step names")
                    + ". Call updateService first, or name cluster and service.");
        }
        return found;
    }
}
