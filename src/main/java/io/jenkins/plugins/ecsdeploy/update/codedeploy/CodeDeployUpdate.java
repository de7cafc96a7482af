package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/** An update of a service that CodeDeploy deploys: first the desired count, then the deployment, each if it differs. */
final class CodeDeployUpdate implements PreparedUpdate {

    private final DesiredCountSender counting;
    private final CreateDeploymentSender sender;
    private final ServiceUpdate update;
    private final Service before;
    private final boolean counts;
    private final Optional<CreateDeploymentRequest> deployment;
    private final String live;
    private final String wanted;
    private final List<String> changes;
    private final List<String> notices;

    /**
     * @param counts whether the desired count changes
     * @param live the task definition that gets the production traffic
     * @param wanted the one that gets it afterwards
     */
    CodeDeployUpdate(
            DesiredCountSender counting,
            CreateDeploymentSender sender,
            ServiceUpdate update,
            Service before,
            boolean counts,
            Optional<CreateDeploymentRequest> deployment,
            String live,
            String wanted,
            List<String> changes,
            List<String> notices) {
        this.counting = counting;
        this.sender = sender;
        this.update = update;
        this.before = before;
        this.counts = counts;
        this.deployment = deployment;
        this.live = live;
        this.wanted = wanted;
        this.changes = changes;
        this.notices = notices;
    }

    @Override
    public UpdatedService planned() {
        return result(Optional.empty());
    }

    @Override
    public UnansweredUpdate unanswered() {
        return UnansweredUpdate.of(Optional.of(wanted), before, deployment.isPresent());
    }

    @Override
    public UpdatedService send() throws InterruptedException {
        if (counts) {
            counting.send(update.service(), update.desiredCount().getAsInt());
        }
        return result(deployment.isPresent() ? Optional.of(create(deployment.get())) : Optional.empty());
    }

    private DeploymentId create(CreateDeploymentRequest request) throws InterruptedException {
        try {
            return sender.send(update.service(), request);
        } catch (ServiceRefusedException | AwsCallException failed) {
            if (!counts || isInterruption(failed)) {
                throw failed;
            }
            throw new ServiceRefusedException(
                    failed.getMessage() + " The desired count of the " + update.service() + " was set to "
                            + update.desiredCount().getAsInt() + " before that, and was not set back.",
                    failed);
        }
    }

    private static boolean isInterruption(EcsDeployException failed) {
        return failed instanceof AwsCallException call && call.isInterruption();
    }

    private UpdatedService result(Optional<DeploymentId> started) {
        return new UpdatedService(update.service(), started, live, wanted, changes, notices, Optional.empty());
    }
}
