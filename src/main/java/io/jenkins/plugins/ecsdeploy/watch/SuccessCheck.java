package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import io.jenkins.plugins.ecsdeploy.watch.state.TargetHealthReader;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Proves a success before it is called one: the digests that ECS says it runs are those that the task definition names,
 * and tasks that only changed in number are healthy in the load balancer's eyes too. What may not be read proves nothing
 * and disproves nothing: that is told, and ECS's own word counts.
 */
final class SuccessCheck {

    private final TargetHealthReader targets;

    SuccessCheck(TargetHealthReader targets) {
        this.targets = targets;
    }

    /** @return the verdict that stands; empty where it has to be waited for on */
    Optional<Verdict> of(DeploymentWatch watch, Verdict verdict) {
        if (verdict.outcome() != Outcome.SUCCEEDED) {
            return Optional.of(verdict);
        }
        if (watch.deploymentId().isEmpty()) {
            return healthy(watch) ? Optional.of(verdict) : Optional.empty();
        }
        return Optional.of(wrongImages(watch).orElse(verdict));
    }

    private boolean healthy(DeploymentWatch watch) {
        try {
            return targets.allHealthy(watch.seen().service());
        } catch (AwsCallException failed) {
            if (failed.isRetryable()) {
                throw failed;
            }
            watch.note("The health of the load balancer's targets was not looked at; ECS's own counts were: "
                    + failed.getMessage());
            return true;
        }
    }

    private static Optional<Verdict> wrongImages(DeploymentWatch watch) {
        return wrongImages(watch.seen().revision().stream().toList());
    }

    /** ServiceRevision: `image` is what the task definition names, `imageDigest` what ECS resolved and runs. */
    static Optional<Verdict> wrongImages(List<ServiceRevision> revisions) {
        return revisions.stream()
                .flatMap(found -> found.containerImages().stream())
                .map(SuccessCheck::wrong)
                .flatMap(Optional::stream)
                .findFirst()
                .map(wrong -> new Verdict(
                        Outcome.FAILED,
                        "The deployment was completed, but with another image than was asked for: " + wrong
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
