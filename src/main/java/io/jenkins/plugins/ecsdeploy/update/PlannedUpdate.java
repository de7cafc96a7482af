package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** An update of a service that ECS itself deploys. */
final class PlannedUpdate implements PreparedUpdate {

    private final UpdateServiceSender sender;
    private final ServiceRef ref;
    private final Service before;
    private final LastStableRevision.Answer previous;
    private final UpdatePlan plan;
    private final List<String> notices;

    /** @param notices beside those of the plan */
    PlannedUpdate(
            UpdateServiceSender sender,
            ServiceRef ref,
            Service before,
            LastStableRevision.Answer previous,
            UpdatePlan plan,
            List<String> notices) {
        this.sender = sender;
        this.ref = ref;
        this.before = before;
        this.previous = previous;
        this.plan = plan;
        this.notices = new ArrayList<>(plan.notices());
        this.notices.addAll(notices);
        previous.notice().ifPresent(this.notices::add);
    }

    @Override
    public UpdatedService planned() {
        return result(before.taskDefinition(), Optional.empty());
    }

    @Override
    public UnansweredUpdate unanswered() {
        return UpdateServiceSender.unanswered(plan.request(), before);
    }

    @Override
    public UpdatedService send() throws InterruptedException {
        if (plan.changes().isEmpty()) {
            return planned();
        }
        UpdateServiceSender.Sent sent = sendWithMarks();
        // Without a deployment of its own it has changed no task definition: what the answer shows may be another
        // update's.
        return result(
                sent.deployment()
                        .map(StartedDeployments.Started::taskDefinition)
                        .orElse(before.taskDefinition()),
                sent.deployment().map(StartedDeployments.Started::id));
    }

    /** The marks are in hookDetails, of which the API reference says that it is not used for PAUSE hooks. */
    private UpdateServiceSender.Sent sendWithMarks() throws InterruptedException {
        try {
            return sender.send(plan.request(), ref, before);
        } catch (AwsCallException refused) {
            if (plan.pause().isEmpty() || !refused.isRefusal() || !KnownMessage.HOOK_DETAILS_REFUSED.isIn(refused)) {
                throw refused;
            }
            UpdateServiceRequest unmarked = plan.request().toBuilder()
                    .deploymentConfiguration(PauseHooks.unmarked(plan.request().deploymentConfiguration()))
                    .build();
            return sender.send(unmarked, ref, before);
        }
    }

    private UpdatedService result(String taskDefinition, Optional<DeploymentId> deployment) {
        return new UpdatedService(
                ref, deployment, previous.taskDefinition(), taskDefinition, plan.changes(), notices, plan.pause());
    }
}
