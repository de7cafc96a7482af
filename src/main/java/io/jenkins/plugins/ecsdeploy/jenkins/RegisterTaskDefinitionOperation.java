package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.service.RegisteredTaskDefinition;
import io.jenkins.plugins.ecsdeploy.service.TaskDefinitionRegistrar;
import io.jenkins.plugins.ecsdeploy.service.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the template where it lies, renders it on the controller and registers it. */
final class RegisterTaskDefinitionOperation implements Operation {

    private static final String STEP = RegisterTaskDefinitionStep.DescriptorImpl.NAME;

    private final AwsSettings aws;
    private final String template;
    private final String templateText;
    private final Delimiters delimiters;
    private final Map<String, String> images;
    private final Map<String, String> values;

    RegisterTaskDefinitionOperation(
            AwsSettings aws,
            String template,
            String templateText,
            Delimiters delimiters,
            Map<String, String> images,
            Map<String, String> values) {
        this.aws = aws;
        this.template = template;
        this.templateText = templateText;
        this.delimiters = delimiters;
        this.images = images;
        this.values = values;
    }

    @Override
    public boolean needsWorkspace() {
        return template != null;
    }

    @Override
    public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
        RenderedTaskDefinition rendered = render(run);
        rendered.notices().forEach(notice -> run.line(STEP, notice.toString()));
        try (AwsClients clients = new AwsConnections().open(aws, run)) {
            RegisteredTaskDefinition revision =
                    new TaskDefinitionRegistrar(clients).register(rendered, Optional.empty());
            if (revision.registered()) {
                run.line(STEP, "Registered " + revision.familyRevision());
                revision.changes().forEach(change -> run.line(STEP, "  " + change));
            } else {
                run.line(STEP, "Unchanged: " + revision.familyRevision() + " has this content already");
            }
            return result(revision);
        }
    }

    private RenderedTaskDefinition render(StepRun run) throws IOException, InterruptedException {
        TaskDefinitionTemplate parsed = template == null
                ? TaskDefinitionTemplate.parse(
                        "templateText", templateText, TemplateFormat.ofText(templateText), delimiters)
                : TaskDefinitionTemplate.parse(
                        template, run.workspace(STEP).act(new ReadTemplate(template)), delimiters);
        return parsed.render(new RenderInput(values, run.environment(), images), TaskDefinitionSchemas.fromSdk());
    }

    private static Map<String, Object> result(RegisteredTaskDefinition revision) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("arn", revision.arn());
        result.put("family", revision.family());
        result.put("revision", revision.revision());
        result.put("registered", revision.registered());
        result.put(
                "changes",
                new ArrayList<>(
                        revision.changes().stream().map(Difference::toString).toList()));
        return result;
    }

    @Override
    public Map<String, String> environment(Map<String, Object> result) {
        return Map.of("ECS_TASK_DEFINITION_ARN", (String) result.get("arn"));
    }
}
