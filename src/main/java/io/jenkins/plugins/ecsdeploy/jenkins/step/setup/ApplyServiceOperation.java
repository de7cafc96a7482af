package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.ReadTemplate;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.StepAws;
import io.jenkins.plugins.ecsdeploy.jenkins.build.AppliedServices;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.record.RecordedBuild;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.setup.ApplyService;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code applyService} as Jenkins calls it: remembers the deployment, and what the job applied last. */
final class ApplyServiceOperation implements StepOperation {

    private static final String STEP = StepNames.APPLY_SERVICE;

    /** The step's settings with all variables expanded. One of {@code definition} and {@code definitionText} is set. */
    record Settings(
            AwsSettings aws,
            Optional<String> definition,
            Optional<String> definitionText,
            Delimiters delimiters,
            Map<String, String> values,
            Optional<String> taskDefinition,
            Optional<String> cluster,
            Set<String> ignore,
            boolean dryRun) {}

    private final Settings settings;

    ApplyServiceOperation(Settings settings) {
        this.settings = settings;
    }

    @Override
    public boolean needsWorkspace() {
        return settings.definition().isPresent();
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        StepAws called = new AwsConnections().of(settings.aws(), run, STEP);
        AppliedServices memory = AppliedServices.of(run.run(), called.known());
        RenderInput input = new RenderInput(
                settings.values(),
                run.environmentOfTemplates(),
                run.sensitiveVariables(),
                Map.of(),
                TaskDefinitionOverrides.none());
        ApplyService.Result result = new ApplyService(
                        (planned, unanswered) -> BuildDeployments.attempting(
                                run.run(),
                                new BuildDeployment(planned, OptionalInt.empty(), called.known(), unanswered)),
                        Sleeper.SYSTEM,
                        memory::last)
                .run(
                        new ApplyService.Request(
                                called.connection(),
                                template(run),
                                input,
                                called.known().account(),
                                called.readable(),
                                settings.cluster(),
                                called.clusterIfAny(null),
                                settings.taskDefinition(),
                                settings.ignore(),
                                called.tags(),
                                settings.dryRun()),
                        run);
        UpdatedService updated = result.updated();
        if (!settings.dryRun()) {
            memory.applied(updated.service(), result.applied());
            BuildDeployments.add(run.run(), new BuildDeployment(updated, OptionalInt.empty(), called.known()));
            RecordedBuild.of(run.run()).updated(updated, called.known());
        }
        return result(result);
    }

    private ServiceDefinitionTemplate template(StepRun run) throws IOException, InterruptedException {
        if (settings.definition().isPresent()) {
            String path = settings.definition().get();
            String text = run.folder(STEP).act(new ReadTemplate(path, run.workspaceRoots(STEP)));
            return ServiceDefinitionTemplate.parse(path, text, TemplateFormat.ofFile(path), settings.delimiters());
        }
        String text = settings.definitionText().orElseThrow();
        return ServiceDefinitionTemplate.parse(
                "definitionText", text, TemplateFormat.ofText(text), settings.delimiters());
    }

    private static Map<String, Object> result(ApplyService.Result applied) {
        UpdatedService updated = applied.updated();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("cluster", updated.service().cluster());
        result.put("service", updated.service().service());
        result.put("created", applied.created());
        result.put("changed", updated.changed());
        result.put("changes", new ArrayList<>(updated.changes()));
        result.put("deployment", updated.deployment().map(DeploymentId::value).orElse(null));
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        Object deployment = result.get("deployment");
        return deployment == null ? Map.of() : Map.of("ECS_DEPLOYMENT_ID", (String) deployment);
    }
}
