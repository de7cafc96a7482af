package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/** An update, and tags that UpdateService doesn't take. Tags of others stay. */
final class TaggedUpdate implements PreparedUpdate {

    private final AwsClients clients;
    private final PreparedUpdate update;
    private final String serviceArn;
    private final Map<String, String> tags;
    private final List<String> changes;

    TaggedUpdate(
            AwsClients clients,
            PreparedUpdate update,
            String serviceArn,
            Map<String, String> tags,
            List<String> changes) {
        this.clients = clients;
        this.update = update;
        this.serviceArn = serviceArn;
        this.tags = tags;
        this.changes = changes;
    }

    @Override
    public UpdatedService planned() {
        return tagged(update.planned());
    }

    @Override
    public UnansweredUpdate unanswered() {
        return update.unanswered();
    }

    @Override
    public UpdatedService send() throws InterruptedException {
        UpdatedService sent = update.send();
        if (!tags.isEmpty()) {
            List<Tag> wanted = tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            AwsCall.run(
                    "ecs:TagResource",
                    serviceArn,
                    () -> clients.ecs()
                            .tagResource(
                                    request -> request.resourceArn(serviceArn).tags(wanted)));
        }
        return tagged(sent);
    }

    private UpdatedService tagged(UpdatedService updated) {
        List<String> all = new ArrayList<>(updated.changes());
        all.addAll(changes);
        return new UpdatedService(
                updated.service(),
                updated.deployment(),
                updated.previousTaskDefinition(),
                updated.taskDefinition(),
                all,
                updated.notices(),
                updated.pause());
    }
}
