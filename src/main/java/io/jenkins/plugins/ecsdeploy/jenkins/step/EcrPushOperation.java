package io.jenkins.plugins.ecsdeploy.jenkins.step;

import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.EcrLoginCache;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.EcrPushRequest;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.PushDestination;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.PushTask;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds repository and login on the controller, then pushes on the agent, where the image is. */
final class EcrPushOperation implements StepOperation {

    private static final String STEP = StepNames.ECR_PUSH;

    private final AwsSettings aws;
    private final EcrPushRequest request;

    EcrPushOperation(AwsSettings aws, EcrPushRequest request) {
        this.aws = aws;
        this.request = request;
    }

    @Override
    public boolean needsWorkspace() {
        return true;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        request.check();
        run.workspace(STEP);
        PushResult pushed = new PushDestination(request, aws, EcrLoginCache.get())
                .push(run, (target, credentials) -> push(run, target, credentials))
                .resultOrAbort();
        run.line(STEP, (pushed.pushed() ? "Pushed " : "Already there: ") + pushed.uri());
        run.line(STEP, "Tags: " + String.join(", ", pushed.tags()));
        return result(pushed);
    }

    private PushTask.Answer push(StepRun run, RegistryTarget target, RegistryCredentials credentials)
            throws IOException, InterruptedException {
        PushSource source = request.source() instanceof PushSource.EngineImage image
                ? new PushSource.EngineImage(image.name(), run.environment())
                : request.source();
        run.line(STEP, "Pushing " + source.describe() + " to " + target.reference());
        return run.workspace(STEP)
                .act(new PushTask(source, target, credentials, request.tags(), request.options(), run.listener()));
    }

    private Map<String, Object> result(PushResult pushed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uri", pushed.uri().toString());
        result.put("digest", pushed.digest().toString());
        result.put("repository", request.repository());
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
