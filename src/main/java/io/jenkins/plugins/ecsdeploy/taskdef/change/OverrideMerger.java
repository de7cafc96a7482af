package io.jenkins.plugins.ecsdeploy.taskdef.change;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Merges {@link TaskDefinitionOverrides} into a template before values are put in, so that they are checked like the
 * template's own settings. Placeholders in what is replaced need no value.
 */
public final class OverrideMerger {

    private final ResolvedNames resolved;
    private final Findings findings;

    public OverrideMerger(PlaceholderValues values, Findings findings) {
        this.resolved = new ResolvedNames(values);
        this.findings = findings;
    }

    public ObjectValue merged(ObjectValue root, TaskDefinitionOverrides overrides) {
        ObjectValue changed = set(root, "family", overrides.family());
        changed = set(changed, "taskRoleArn", overrides.taskRoleArn());
        changed = set(changed, "executionRoleArn", overrides.executionRoleArn());
        NameValueList tags = new NameValueList("tags", "key", "value", resolved);
        changed = tags.merged(changed, overrides.tags());
        changed = tags.withMissing(changed, overrides.defaultTags());
        return overrides.containers().isEmpty() ? changed : containers(changed, overrides.containers());
    }

    private ObjectValue containers(ObjectValue root, Map<String, ContainerOverride> overrides) {
        TemplateNode containers = root.get(TaskDefinitionFields.CONTAINERS);
        List<TemplateNode> elements = containers instanceof ListValue list ? list.elements() : List.of();
        Set<String> known = new LinkedHashSet<>();
        List<TemplateNode> changed = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String name = resolved.of(elements.get(i), TaskDefinitionFields.NAME);
            if (name != null) {
                known.add(name);
            }
            ContainerOverride override = name == null ? null : overrides.get(name);
            FieldPath path =
                    FieldPath.ROOT.field(TaskDefinitionFields.CONTAINERS).index(i);
            changed.add(
                    override == null
                            ? elements.get(i)
                            : container((ObjectValue) elements.get(i), name, override, path));
        }
        int place = root.offsetOf(TaskDefinitionFields.CONTAINERS);
        for (String name : overrides.keySet()) {
            if (!known.contains(name)) {
                findings.fault(
                        place,
                        FieldPath.ROOT.field(TaskDefinitionFields.CONTAINERS),
                        Containers.noSuchContainer("an override", name, known));
            }
        }
        return containers instanceof ListValue
                ? root.with(TaskDefinitionFields.CONTAINERS, new ListValue(containers.offset(), changed))
                : root;
    }

    private ObjectValue container(ObjectValue container, String name, ContainerOverride override, FieldPath path) {
        for (String variable : override.environment().keySet()) {
            if (override.secrets().containsKey(variable)) {
                findings.fault(
                        container.offset(),
                        path,
                        "the override for container " + name + " has " + variable
                                + " in environment and in secrets: a variable comes from one of them");
            }
        }
        NameValueList environment = new NameValueList("environment", "name", "value", resolved);
        NameValueList secrets = new NameValueList("secrets", "name", "valueFrom", resolved);
        ObjectValue changed = environment.without(container, override.secrets().keySet());
        changed = secrets.without(changed, override.environment().keySet());
        changed = environment.merged(changed, override.environment());
        changed = secrets.merged(changed, override.secrets());
        if (override.command().isPresent()) {
            changed = changed.with("command", words(override.command().get(), changed.offsetOf("command")));
        }
        changed = set(changed, "cpu", override.cpu());
        changed = set(changed, "memory", override.memory());
        return override.logOptions().isEmpty() ? changed : logOptions(changed, name, override.logOptions(), path);
    }

    private ObjectValue logOptions(ObjectValue container, String name, Map<String, String> given, FieldPath path) {
        if (!(container.get("logConfiguration") instanceof ObjectValue configuration)) {
            findings.fault(
                    container.offset(),
                    path,
                    "logOptions are given for container " + name
                            + ", which has no logConfiguration: add one with \"logDriver\" to the template");
            return container;
        }
        ObjectValue options = configuration.get("options") instanceof ObjectValue present
                ? present
                : new ObjectValue(configuration.offset(), List.of());
        for (Map.Entry<String, String> option : given.entrySet()) {
            options = options.with(option.getKey(), option.getValue());
        }
        return container.with("logConfiguration", configuration.with("options", options));
    }

    private static ObjectValue set(ObjectValue object, String field, Optional<String> text) {
        return text.map(literal -> object.with(field, literal)).orElse(object);
    }

    private static ObjectValue set(ObjectValue object, String field, OptionalInt number) {
        return number.isEmpty()
                ? object
                : object.with(field, new NumberValue(object.offsetOf(field), Integer.toString(number.getAsInt())));
    }

    private static ListValue words(List<String> texts, int place) {
        return new ListValue(
                place,
                texts.stream()
                        .map(text -> (TemplateNode) TextValue.literal(place, text))
                        .toList());
    }
}
