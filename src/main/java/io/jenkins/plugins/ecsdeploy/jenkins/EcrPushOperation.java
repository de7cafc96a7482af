package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.deploy.EcrPushTarget;
import io.jenkins.plugins.ecsdeploy.ecr.Ecr;
import io.jenkins.plugins.ecsdeploy.registry.PushResult;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.RegistryTarget;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks ECR for repository and login on the controller, then pushes on the agent, where the image is. */
final class EcrPushOperation implements Operation {

    private static final String STEP = EcrPushStep.DescriptorImpl.NAME;

    private final AwsSettings aws;
    private final String repository;
    private final PushSource source;
    private final List<String> tags;
    private final String registry;
    private final String registryCredentialsId;

    EcrPushOperation(
            AwsSettings aws,
            String repository,
            PushSource source,
            List<String> tags,
            String registry,
            String registryCredentialsId) {
        this.aws = aws;
        this.repository = repository;
        this.source = source;
        this.tags = tags;
        this.registry = registry;
        this.registryCredentialsId = registryCredentialsId;
    }

    @Override
    public boolean needsWorkspace() {
        return true;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        if (tags.isEmpty()) {
            throw new AbortException(STEP + ": tags is missing: name at least one; latest is never implied.");
        }
        Target target = registry == null ? ecr(run) : other(run);
        run.line(STEP, "Pushing " + source.describe() + " to " + target.target().reference());
        PushTask.Answer answer = run.workspace(STEP)
                .act(new PushTask(source, target.target(), target.credentials(), tags, run.listener()));
        PushResult pushed = answer.resultOrAbort();
        run.line(STEP, (pushed.pushed() ? "Pushed " : "Already there: ") + pushed.uri());
        run.line(STEP, "Tags: " + String.join(", ", pushed.tags()) + "; " + pushed.bytesSent() + " bytes sent");
        return result(pushed);
    }

    private record Target(RegistryTarget target, RegistryCredentials credentials) {}

    private Target ecr(StepRun run) throws IOException {
        try (AwsClients clients = new AwsConnections().open(aws, run)) {
            Ecr ecr = new Ecr(clients);
            EcrPushTarget target = EcrPushTarget.of(ecr.repository(repository), ecr.authorize());
            return new Target(target.target(), target.credentials());
        }
    }

    private Target other(StepRun run) throws AbortException {
        return new Target(
                RegistryTarget.of(registry, repository),
                registryCredentialsId == null ? null : RegistryLogin.find(registryCredentialsId, run.run()));
    }

    private Map<String, Object> result(PushResult pushed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uri", pushed.uri().toString());
        result.put("digest", pushed.digest().toString());
        result.put("repository", repository);
        result.put("tags", List.copyOf(pushed.tags()));
        result.put("pushed", pushed.pushed());
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of(
                "ECR_IMAGE_URI", (String) result.get("uri"),
                "ECR_IMAGE_DIGEST", (String) result.get("digest"));
    }
}
