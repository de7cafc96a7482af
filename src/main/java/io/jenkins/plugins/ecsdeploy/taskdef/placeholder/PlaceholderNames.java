package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names that a template uses for placeholders. */
public final class PlaceholderNames {

    private final TemplateNode root;
    private final ForeignPlaceholders foreign;
    private final Set<String> placeholders = new LinkedHashSet<>();
    private final Set<String> lookAlikes = new LinkedHashSet<>();

    public PlaceholderNames(TemplateNode root, Delimiters delimiters) {
        this.root = root;
        this.foreign = new ForeignPlaceholders(delimiters);
        collect(root);
    }

    /** Names of placeholders, in the template's order. */
    public Set<String> placeholders() {
        return placeholders;
    }

    /** A value that the template does not use is a fault: most often its name is misspelled. */
    public void reportUnused(Set<String> given, Findings findings) {
        for (String name : given) {
            if (!placeholders.contains(name) && !lookAlikes.contains(name)) {
                String meant = written(name, root)
                        .map(found -> "; " + found.advice())
                        .orElseGet(() -> new NearestName(placeholders).question(name));
                findings.fault(
                        0,
                        FieldPath.ROOT,
                        "a value was given for " + name + ", which the template does not use" + meant);
            }
        }
    }

    /** How the template writes this name in a style that was not chosen. */
    private Optional<ForeignPlaceholders.Found> written(String name, TemplateNode value) {
        if (value instanceof TextValue text) {
            return foreign.named(text.text(), name);
        }
        List<TemplateNode> inner = new ArrayList<>();
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

    private void collect(TemplateNode value) {
        if (value instanceof TextValue text) {
            for (TextPart part : text.parts()) {
                collect(part);
            }
        } else if (value instanceof BarePlaceholder bare) {
            collect(bare.part());
        } else if (value instanceof ListValue list) {
            for (TemplateNode element : list.elements()) {
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
