package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Registers templates that take values from AWS, and compares them with what the webshop runs. */
public final class ReadingTemplates {

    private final Webshop webshop;
    private ReadableNames readable;
    private Map<String, String> values = Map.of();

    /** @param readable what they may read */
    public ReadingTemplates(Webshop webshop, ReadableNames readable) {
        this.webshop = webshop;
        this.readable = readable;
    }

    ReadingTemplates readable(ReadableNames names) {
        readable = names;
        return this;
    }

    ReadingTemplates values(Map<String, String> given) {
        values = given;
        return this;
    }

    public RegisterTaskDefinition.Result register(String template) throws InterruptedException {
        return register(template, false);
    }

    RegisterTaskDefinition.Result register(String template, boolean dryRun) throws InterruptedException {
        return new RegisterTaskDefinition(webshop.clock::advance)
                .run(
                        new RegisterTaskDefinition.Request(
                                webshop.connection,
                                new RegisterTaskDefinition.Source.Template(TaskDefinitionTemplate.parse(
                                        "deploy/taskdef.json", template, Delimiters.DEFAULT)),
                                new RenderInput(values, Map.of(), Map.of("web", "shop/web:2")),
                                Optional.empty(),
                                Optional.empty(),
                                readable,
                                Optional.of(Webshop.SERVICE),
                                dryRun,
                                Set.of()),
                        (step, line) -> webshop.log.add("[" + step + "] " + line));
    }
}
