package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.EcrLoginCache;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.JenkinsRegistryCredentials;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.PushTask;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.build.ZstdImages;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.push.ImageToPush;
import io.jenkins.plugins.ecsdeploy.operations.push.PushDestination;
import io.jenkins.plugins.ecsdeploy.operations.push.PushImage;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ecrPush} as Jenkins calls it: pushes on the agent, where the image is. */
final class EcrPushOperation implements StepOperation {

    private static final String STEP = StepNames.ECR_PUSH;

    private final AwsSettings aws;
    private final ImageToPush image;
    private final Optional<String> registry;
    private final Optional<String> registryCredentialsId;

    /**
     * @param registry empty for the private ECR of the AWS connection
     * @param registryCredentialsId empty: AWS credentials for ECR, no login elsewhere
     */
    EcrPushOperation(
            AwsSettings aws, ImageToPush image, Optional<String> registry, Optional<String> registryCredentialsId) {
        this.aws = aws;
        this.image = image;
        this.registry = registry;
        this.registryCredentialsId = registryCredentialsId;
    }

    @Override
    public boolean needsWorkspace() {
        return true;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        List<String> roots = run.workspaceRoots(STEP);
        PushImage push = new PushImage(
                EcrLoginCache.get(),
                attempt -> run.folder(STEP).act(new PushTask(attempt, run.listener(), roots)),
                Sleeper.SYSTEM);
        PushResult pushed = push.run(new PushImage.Request(image(run), destination(run)), run);
        if (pushed.zstd()) {
            ZstdImages.add(run.run(), pushed.digest());
        }
        return result(pushed);
    }

    /** Where the agent's Docker Engine is may be said by the build's variables. */
    private ImageToPush image(StepRun run) {
        return image.source() instanceof PushSource.EngineImage engine
                ? image.from(engine.in(run.environment()))
                : image;
    }

    private PushDestination destination(StepRun run) throws AbortException {
        Optional<EcrHostname> host = registry.flatMap(EcrHostname::of);
        boolean isPublic = registry.filter(EcrHostname.PUBLIC::equals).isPresent();
        if (registry.isPresent() && (registryCredentialsId.isPresent() || !isPublic && host.isEmpty())) {
            return new PushDestination.Other(registry.get(), login(run));
        }
        AwsSettings there = host.map(EcrHostname::region).map(aws::in).orElse(aws);
        AwsConnection connection = new AwsConnections().of(there, run, STEP).connection();
        return isPublic
                ? new PushDestination.EcrPublic(connection)
                : new PushDestination.Ecr(connection, host.map(EcrHostname::registryId));
    }

    private Optional<RegistryCredentials> login(StepRun run) throws AbortException {
        return registryCredentialsId.isEmpty()
                ? Optional.empty()
                : Optional.of(JenkinsRegistryCredentials.find(registryCredentialsId.get(), run.run()));
    }

    private Map<String, Object> result(PushResult pushed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uri", pushed.uri().toString());
        result.put("digest", pushed.digest().toString());
        result.put("repository", image.repository());
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
