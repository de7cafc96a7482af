package io.jenkins.plugins.ecsdeploy.taskdef.change;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
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
 * Lays {@link TaskDefinitionOverrides} over a template before values are put in, so that what they make of it is checked
 * like all else. Placeholders in what is replaced need no value any more.
 */
public final class OverriddenTemplate {

    private final MemberText texts;
    private final Findings findings;

    public OverriddenTemplate(PlaceholderValues values, Findings findings) {
        this.texts = new MemberText(values);
        this.findings = findings;
    }

    public ObjectValue of(ObjectValue root, TaskDefinitionOverrides overrides) {
        ObjectValue changed = set(root, "family", overrides.family());
        changed = set(changed, "taskRoleArn", overrides.taskRoleArn());
        changed = set(changed, "executionRoleArn", overrides.executionRoleArn());
        NamedList tags = new NamedList("tags", "key", "value", texts);
        changed = tags.laidOver(changed, overrides.tags());
        changed = tags.filledUp(changed, overrides.defaultTags());
        return overrides.containers().isEmpty() ? changed : containers(changed, overrides.containers());
    }

    private ObjectValue containers(ObjectValue root, Map<String, ContainerOverride> overrides) {
        TemplateNode containers = root.get(Containers.FIELD);
        List<TemplateNode> elements = containers instanceof ListValue list ? list.elements() : List.of();
        Set<String> there = new LinkedHashSet<>();
        List<TemplateNode> changed = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String name = texts.of(elements.get(i), Containers.NAME);
            if (name != null) {
                there.add(name);
            }
            ContainerOverride override = name == null ? null : overrides.get(name);
            FieldPath path = FieldPath.ROOT.field(Containers.FIELD).index(i);
            changed.add(
                    override == null
                            ? elements.get(i)
                            : container((ObjectValue) elements.get(i), name, override, path));
        }
        int place = containers == null ? root.offset() : containers.offset();
        for (String name : overrides.keySet()) {
            if (!there.contains(name)) {
                findings.fault(
                        place,
                        FieldPath.ROOT.field(Containers.FIELD),
                        "there is an override for container " + name + ", which is not in the template; there "
                                + (there.size() == 1 ? "is: " : "are: ") + String.join(", ", there)
                                + new NearestName(there).question(name));
            }
        }
        return containers instanceof ListValue
                ? root.with(Containers.FIELD, new ListValue(containers.offset(), changed))
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
        NamedList environment = new NamedList("environment", "name", "value", texts);
        NamedList secrets = new NamedList("secrets", "name", "valueFrom", texts);
        ObjectValue changed = environment.without(container, override.secrets().keySet());
        changed = secrets.without(changed, override.environment().keySet());
        changed = environment.laidOver(changed, override.environment());
        changed = secrets.laidOver(changed, override.secrets());
        if (override.command().isPresent()) {
            changed = changed.with("command", words(override.command().get(), placeOf(changed, "command")));
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
        ObjectValue options = configuration.get("options") instanceof ObjectValue there
                ? there
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
                : object.with(field, new NumberValue(placeOf(object, field), Integer.toString(number.getAsInt())));
    }

    private static ListValue words(List<String> texts, int place) {
        return new ListValue(
                place,
                texts.stream()
                        .map(text -> (TemplateNode) TextValue.literal(place, text))
                        .toList());
    }

    private static int placeOf(ObjectValue object, String field) {
        TemplateNode there = object.get(field);
        return there == null ? object.offset() : there.offset();
    }
}
