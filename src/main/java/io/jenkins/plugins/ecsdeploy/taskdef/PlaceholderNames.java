package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which names a template uses. */
final class PlaceholderNames {

    private final TemplateValue root;
    private final ForeignPlaceholders foreign;
    private final Set<String> placeholders = new LinkedHashSet<>();
    private final Set<String> lookAlikes = new LinkedHashSet<>();

    PlaceholderNames(TemplateValue root, Delimiters delimiters) {
        this.root = root;
        this.foreign = new ForeignPlaceholders(delimiters);
        collect(root);
    }

    /** Names of placeholders, in the template's order. */
    Set<String> placeholders() {
        return placeholders;
    }

    /** A value given for a name that is not used is a mistake: most often a misspelt one. */
    void reportUnused(Set<String> given, Findings findings) {
        for (String name : given) {
            if (!placeholders.contains(name) && !lookAlikes.contains(name)) {
                String meant = written(name, root)
                        .map(found -> "; " + found.advice())
                        .orElseGet(() -> new NearestName(placeholders).question(name));
                findings.fault(
                        0,
                        JsonPath.ROOT,
                        "a value was given for " + name + ", which the template does not use" + meant);
            }
        }
    }

    /** How the template has this name in a style that was not chosen. */
    private Optional<ForeignPlaceholders.Found> written(String name, TemplateValue value) {
        if (value instanceof TextValue text) {
            return foreign.named(text.text(), name);
        }
        List<TemplateValue> inner = new ArrayList<>();
        if (value instanceof ListValue list) {
            inner.addAll(list.elements());
        } else if (value instanceof ObjectValue object) {
            object.members().forEach(member -> {
                inner.add(member.name());
                inner.add(member.value());
            });
        }
        return inner.stream()
                .map(each -> written(name, each))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void collect(TemplateValue value) {
        if (value instanceof TextValue text) {
            for (TextPart part : text.parts()) {
                collect(part);
            }
        } else if (value instanceof BarePlaceholder bare) {
            collect(bare.part());
        } else if (value instanceof ListValue list) {
            for (TemplateValue element : list.elements()) {
                collect(element);
            }
        } else if (value instanceof ObjectValue object) {
            for (Member member : object.members()) {
                collect(member.name());
                collect(member.value());
            }
        }
    }

    private void collect(TextPart part) {
        if (part instanceof TextPart.Placeholder placeholder) {
            placeholders.add(placeholder.name());
        } else if (part instanceof TextPart.LookAlike lookAlike) {
            lookAlikes.add(lookAlike.name());
        }
    }
}
