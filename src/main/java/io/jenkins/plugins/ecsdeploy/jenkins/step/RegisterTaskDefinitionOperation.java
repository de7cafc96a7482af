package io.jenkins.plugins.ecsdeploy.jenkins.step;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.ReadTemplate;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.RegistrationSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registration.RegisteredTaskDefinition;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionPlan;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionReader;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionRegistrar;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.read.TemplateFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the template where it lies, renders it on the controller and registers it. */
final class RegisterTaskDefinitionOperation implements StepOperation {

    private static final String STEP = StepNames.REGISTER_TASK_DEFINITION;

    private final AwsSettings aws;
    private final RegistrationSettings settings;

    RegisterTaskDefinitionOperation(AwsSettings aws, RegistrationSettings settings) {
        this.aws = aws;
        this.settings = settings;
    }

    @Override
    public boolean needsWorkspace() {
        return settings.template() != null;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        AwsConnections connections = new AwsConnections();
        try (AwsClients clients = connections.open(aws, run)) {
            TaskDefinitionReader definitions = new TaskDefinitionReader(clients);
            RenderedTaskDefinition rendered = template(run, definitions)
                    .render(
                            new RenderInput(
                                    settings.values(),
                                    run.environment(),
                                    settings.images(),
                                    settings.overrides().withDefaultTags(connections.tags(aws, run))),
                            TaskDefinitionSchemas.fromSdk());
            rendered.notices().forEach(notice -> run.line(STEP, notice.toString()));
            TaskDefinitionRegistrar registrar = new TaskDefinitionRegistrar(clients);
            TaskDefinitionPlan plan = registrar.plan(rendered, running(connections, definitions, run));
            plan.describeChanges().forEach(line -> run.line(STEP, line));
            return settings.dryRun() ? tell(plan, run) : tell(registrar.register(plan), run);
        }
    }

    private TaskDefinitionTemplate template(StepRun run, TaskDefinitionReader definitions)
            throws IOException, InterruptedException {
        if (settings.from() != null) {
            return definitions.template(settings.from());
        }
        String path = settings.template();
        return path == null
                ? TaskDefinitionTemplate.parse(
                        "templateText",
                        settings.templateText(),
                        TemplateFormat.ofText(settings.templateText()),
                        settings.delimiters())
                : TaskDefinitionTemplate.parse(
                        path, run.workspace(STEP).act(new ReadTemplate(path)), settings.delimiters());
    }

    private Optional<String> running(AwsConnections connections, TaskDefinitionReader definitions, StepRun run)
            throws IOException {
        if (settings.service() == null) {
            return Optional.empty();
        }
        String cluster = connections.cluster(settings.cluster(), aws, run, STEP);
        return definitions.runningIn(new ServiceRef(cluster, settings.service()));
    }

    private static Map<String, Object> tell(RegisteredTaskDefinition revision, StepRun run) {
        run.line(
                STEP,
                revision.registered()
                        ? "Registered " + revision.familyRevision()
                        : "Unchanged: " + revision.familyRevision() + " has this content already");
        return result(revision);
    }

    private static Map<String, Object> tell(TaskDefinitionPlan plan, StepRun run) {
        Optional<RegisteredTaskDefinition> reused = plan.reused();
        String family = plan.rendered().family();
        run.line(
                STEP,
                "Dry run, nothing was registered: "
                        + reused.map(revision -> revision.familyRevision() + " has this content already")
                                .orElse("it would be a new revision of " + family));
        return reused.map(RegisterTaskDefinitionOperation::result)
                .orElseGet(() -> result(null, family, null, false, plan.changes()));
    }

    private static Map<String, Object> result(RegisteredTaskDefinition revision) {
        return result(
                revision.arn(), revision.family(), revision.revision(), revision.registered(), revision.changes());
    }

    /** With null for ARN and revision where a dry run found no revision of this content. */
    private static Map<String, Object> result(
            String arn, String family, Integer revision, boolean registered, List<Difference> changes) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("arn", arn);
        result.put("family", family);
        result.put("revision", revision);
        result.put("registered", registered);
        result.put(
                "changes",
                new ArrayList<>(changes.stream().map(Difference::toString).toList()));
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        Object arn = result.get("arn");
        return arn == null ? Map.of() : Map.of("ECS_TASK_DEFINITION_ARN", (String) arn);
    }
}
