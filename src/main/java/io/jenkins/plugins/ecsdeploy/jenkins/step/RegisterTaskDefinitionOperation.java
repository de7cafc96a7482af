package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.ReadTemplate;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.StepAws;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import io.jenkins.plugins.ecsdeploy.jenkins.build.ZstdImages;
import io.jenkins.plugins.ecsdeploy.jenkins.record.RecordedBuild;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition.Source;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.taskdef.ImageDefinitions;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code registerTaskDefinition} as Jenkins calls it: reads the template on the agent. */
final class RegisterTaskDefinitionOperation implements StepOperation {

    private static final String STEP = StepNames.REGISTER_TASK_DEFINITION;

    /**
     * The step's settings with all variables expanded. One of {@code template}, {@code templateText} and {@code from} is
     * set.
     *
     * @param compared the service to compare with; if it has no name, the newest active revision
     * @param delimiters how placeholders are written in the template
     * @param imageDefinitions path of a file that names images, beside those of {@code images}
     */
    record Settings(
            NamedService compared,
            Optional<String> template,
            Optional<String> templateText,
            Delimiters delimiters,
            Optional<String> from,
            Map<String, String> images,
            Optional<String> imageDefinitions,
            Map<String, String> values,
            TaskDefinitionOverrides overrides,
            boolean dryRun) {}

    private final AwsSettings aws;
    private final Settings settings;

    RegisterTaskDefinitionOperation(Settings settings) {
        this.aws = settings.compared().aws();
        this.settings = settings;
    }

    @Override
    public boolean needsWorkspace() {
        return settings.template().isPresent() || settings.imageDefinitions().isPresent();
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        StepAws called = new AwsConnections().of(aws, run, STEP);
        ImageDefinitions given = imageDefinitions(run).under(settings.images(), settings.values());
        RenderInput input = new RenderInput(
                given.values(),
                run.environmentOfTemplates(),
                run.sensitiveVariables(),
                given.images(),
                settings.overrides().withDefaultTags(called.tags()));
        RegisterTaskDefinition.Result registered = new RegisterTaskDefinition(Sleeper.SYSTEM)
                .run(
                        new RegisterTaskDefinition.Request(
                                called.connection(),
                                source(run),
                                input,
                                called.known().account(),
                                called.clusterIfAny(settings.compared().cluster()),
                                called.readable(),
                                comparedWith(called),
                                settings.dryRun(),
                                ZstdImages.of(run.run())),
                        run);
        List<String> changes =
                registered.changes().stream().map(Difference::toString).toList();
        registered.arn().ifPresent(arn -> RecordedBuild.of(run.run()).registered(arn, given.images(), changes));
        return result(registered, changes);
    }

    private ImageDefinitions imageDefinitions(StepRun run) throws IOException, InterruptedException {
        if (settings.imageDefinitions().isEmpty()) {
            return ImageDefinitions.none();
        }
        String path = settings.imageDefinitions().get();
        return ImageDefinitions.parse(path, read(path, run));
    }

    private static String read(String path, StepRun run) throws IOException, InterruptedException {
        return run.folder(STEP).act(new ReadTemplate(path, run.workspaceRoots(STEP)));
    }

    private Source source(StepRun run) throws IOException, InterruptedException {
        if (settings.from().isPresent()) {
            return new Source.Registered(settings.from().get());
        }
        if (settings.template().isPresent()) {
            String path = settings.template().get();
            return new Source.Template(TaskDefinitionTemplate.parse(path, read(path, run), settings.delimiters()));
        }
        String text = settings.templateText().orElseThrow();
        return new Source.Template(
                TaskDefinitionTemplate.parse("templateText", text, TemplateFormat.ofText(text), settings.delimiters()));
    }

    private Optional<ServiceRef> comparedWith(StepAws called) throws AbortException {
        String service = settings.compared().service();
        return service == null
                ? Optional.empty()
                : Optional.of(new ServiceRef(called.cluster(settings.compared().cluster(), STEP), service));
    }

    private static Map<String, Object> result(RegisterTaskDefinition.Result registered, List<String> changes) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("arn", registered.arn().orElse(null));
        result.put("family", registered.family());
        result.put(
                "revision",
                registered.revision().isPresent() ? registered.revision().getAsInt() : null);
        result.put("registered", registered.registered());
        result.put("changes", new ArrayList<>(changes));
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        Object arn = result.get("arn");
        return arn == null ? Map.of() : Map.of("ECS_TASK_DEFINITION_ARN", (String) arn);
    }
}
