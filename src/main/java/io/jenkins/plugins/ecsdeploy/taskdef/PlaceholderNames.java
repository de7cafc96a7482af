package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which names a template uses. */
final class PlaceholderNames {

    private final Set<String> placeholders = new LinkedHashSet<>();
    private final Set<String> lookAlikes = new LinkedHashSet<>();

    PlaceholderNames(TemplateValue root) {
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
                findings.fault(
                        0,
                        JsonPath.ROOT,
                        "a value was given for " + name + ", which the template does not use"
                                + new NearestName(placeholders).question(name));
            }
        }
    }

    private void collect(TemplateValue value) {
        if (value instanceof TextValue text) {
            text.parts().forEach(this::collect);
        } else if (value instanceof BarePlaceholder bare) {
            collect(bare.part());
        } else if (value instanceof ListValue list) {
            list.elements().forEach(this::collect);
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
