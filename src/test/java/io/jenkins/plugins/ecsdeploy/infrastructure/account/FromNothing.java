package io.jenkins.plugins.ecsdeploy.infrastructure.account;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.operations.AttemptRecorder;
import io.jenkins.plugins.ecsdeploy.operations.RegisterTaskDefinition;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.setup.ApplyService;
import io.jenkins.plugins.ecsdeploy.operations.setup.VerifyDeployment;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.ShopStacks;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import io.jenkins.plugins.ecsdeploy.service.AppliedMembers;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The way from an empty account to a service, by the files of docs/infrastructure. */
public final class FromNothing implements AutoCloseable {

    private static final ReadableNames READABLE =
            ReadableNames.ofTarget("production", List.of(), List.of(), List.of("webshop"));

    static final ServiceRef SERVICE = new ServiceRef(ShopStacks.CLUSTER, "webshop");

    public final Webshop webshop;
    final List<String> log = new ArrayList<>();
    private final ShopStacks stacks;
    private boolean readsOutputs;

    public FromNothing(Path folder) {
        webshop = Webshop.open(folder).service(SERVICE.cluster(), SERVICE.service());
        stacks = new ShopStacks(webshop.simulator, webshop.clients);
    }

    /** Changes a template before its stack is made. */
    FromNothing with(String template, Consumer<Template> change) {
        stacks.with(template, change);
        return this;
    }

    /** From now on templates read the stack's outputs themselves, as far as a placeholder stands for one. */
    FromNothing readingOutputs() {
        readsOutputs = true;
        return this;
    }

    /** Builds may read what the read policy says. */
    FromNothing permitReads() {
        stacks.permitReads();
        return this;
    }

    /** All but the service; Jenkins may do then what the two policies say. */
    public FromNothing infrastructure() {
        stacks.make("webshop");
        return this;
    }

    public String register() throws InterruptedException {
        return register(webshop.push().uri().toString());
    }

    public String register(String image) throws InterruptedException {
        TaskDefinitionTemplate template =
                TaskDefinitionTemplate.parse("taskdef.json", text("taskdef.json"), Delimiters.DEFAULT);
        return new RegisterTaskDefinition(webshop.clock::advance)
                .run(
                        new RegisterTaskDefinition.Request(
                                webshop.connection,
                                new RegisterTaskDefinition.Source.Template(template),
                                new RenderInput(
                                        stacks.values(template.placeholders()),
                                        Map.of(),
                                        Map.of("web", image),
                                        new TaskDefinitionOverrides(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Map.of("team", "shop"),
                                                Map.of(),
                                                Map.of())),
                                Optional.empty(),
                                Optional.empty(),
                                READABLE,
                                Optional.empty(),
                                false,
                                Set.of()),
                        this::line)
                .arn()
                .orElseThrow();
    }

    public ApplyService.Result apply(Map<String, String> more) throws InterruptedException {
        ServiceDefinitionTemplate template = ServiceDefinitionTemplate.parse(
                "service.yaml", text("service.yaml"), TemplateFormat.YAML, Delimiters.DEFAULT);
        Map<String, String> values = stacks.values(template.placeholders());
        values.putAll(more);
        return new ApplyService(AttemptRecorder.NONE, webshop.clock::advance, service -> AppliedMembers.none())
                .run(
                        new ApplyService.Request(
                                webshop.connection,
                                template,
                                new RenderInput(values, Map.of(), Map.of()),
                                Optional.empty(),
                                READABLE,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Set.of(),
                                Map.of("team", "shop"),
                                false),
                        this::line);
    }

    public VerifyDeployment.Result verify(String taskDefinition) throws InterruptedException {
        return new VerifyDeployment(RegistryClients.overHttp(Retries.standard()), webshop.clock, webshop.clock::advance)
                .run(
                        new VerifyDeployment.Request(
                                webshop.connection, SERVICE, Optional.of(taskDefinition), Optional.empty()),
                        this::line);
    }

    public ServiceResult await(UpdatedService updated) {
        return webshop.await(updated, Until.COMPLETE);
    }

    private String text(String file) {
        try {
            String text = Files.readString(Path.of("docs/infrastructure").resolve(file));
            if (readsOutputs) {
                for (String output : stacks.outputs().keySet()) {
                    text = text.replace("${" + output + "}", "${cloudformation:webshop." + output + "}");
                }
            }
            return text;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void line(String step, String line) {
        log.add("[" + step + "] " + line);
    }

    @Override
    public void close() {
        webshop.close();
    }
}
