package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetHealthReader;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceState;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Checks a success before it is reported: the image digests that run must be those that the task definition names, and
 * where ECS does not look at it itself, the load balancer must call the deployment's tasks healthy too: if only the
 * desired count was changed, under CodeDeploy, and for shifted traffic of a rolling deployment. What may not be read
 * proves and disproves nothing: a note says so, and ECS' own word counts.
 */
final class SuccessCheck {

    private final TargetHealthReader targets;

    SuccessCheck(TargetHealthReader targets) {
        this.targets = targets;
    }

    /** @return the verdict; empty if the wait must continue */
    Optional<Verdict> of(DeploymentWatch watch, Verdict verdict) {
        if (verdict.outcome() == Outcome.REACHED) {
            return !watch.hasShiftedByRolling() || healthy(watch) ? Optional.of(verdict) : Optional.empty();
        }
        if (verdict.outcome() != Outcome.SUCCEEDED) {
            return Optional.of(verdict);
        }
        if (watch.deploymentId().isEmpty() || watch.codeDeployId().isPresent()) {
            return healthy(watch) ? Optional.of(verdict) : Optional.empty();
        }
        return Optional.of(wrongImages(watch).orElse(verdict));
    }

    private boolean healthy(DeploymentWatch watch) {
        try {
            ServiceState service = watch.seen().service();
            boolean healthy = targets.areHealthy(
                    watch.ref(),
                    service.liveLoadBalancers(),
                    service.desired(),
                    watch.startedBy().orElse(""));
            watch.targetsHealthy(healthy);
            return healthy;
        } catch (AwsCallException failed) {
            if (failed.isRetryable()) {
                throw failed;
            }
            watch.note("The health of the load balancer's targets was not checked, only ECS' task counts: "
                    + failed.getMessage());
            return true;
        }
    }

    private static Optional<Verdict> wrongImages(DeploymentWatch watch) {
        return wrongImages(watch.seen().revision().stream().toList());
    }

    /**
     * API reference of ContainerImage: {@code image} is what the task definition names, {@code imageDigest} what ECS
     * runs.
     */
    static Optional<Verdict> wrongImages(List<ServiceRevision> revisions) {
        return revisions.stream()
                .flatMap(found -> found.containerImages().stream())
                .map(SuccessCheck::wrong)
                .flatMap(Optional::stream)
                .findFirst()
                .map(wrong -> new Verdict(
                        Outcome.FAILED,
                        "The deployment completed with another image than requested: " + wrong
                                + " Nothing was rolled back."));
    }

    private static Optional<String> wrong(ContainerImage container) {
        String image = StateMapper.text(container.image());
        String runs = StateMapper.text(container.imageDigest());
        int at = image.indexOf('@');
        boolean differs = at >= 0 && !runs.isEmpty() && !image.substring(at + 1).equals(runs);
        return differs
                ? Optional.of("container " + container.containerName() + " runs " + runs
                        + ", its task definition names " + image + ".")
                : Optional.empty();
    }
}
