package io.jenkins.plugins.ecsdeploy.taskdef.change;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.List;
import java.util.Optional;

/** The names that containers, environment variables and tags of a template have with values put in. */
final class ResolvedNames {

    private final PlaceholderValues values;

    ResolvedNames(PlaceholderValues values) {
        this.values = values;
    }

    /** The text of an object's member; as written if a placeholder in it has no value; null if there is no such member. */
    @CheckForNull
    String of(TemplateNode object, String member) {
        TextValue written = written(object, member);
        if (written == null || written.isLiteral()) {
            return written == null ? null : written.text();
        }
        StringBuilder rendered = new StringBuilder();
        for (TextPart part : written.parts()) {
            Optional<String> piece = known(part);
            if (piece.isEmpty()) {
                return written.text();
            }
            rendered.append(piece.get());
        }
        return rendered.toString();
    }

    private Optional<String> known(TextPart part) {
        if (part instanceof TextPart.Literal literal) {
            return Optional.of(literal.text());
        }
        if (part instanceof TextPart.LookAlike lookAlike) {
            return Optional.of(values.find(lookAlike).orElse(lookAlike.written()));
        }
        return part instanceof TextPart.Placeholder placeholder ? values.find(placeholder) : Optional.empty();
    }

    /** The member as a string, however it is written: {@code "web"}, {@code "${APP}"}, or <code>${APP}</code>. */
    @CheckForNull
    static TextValue written(TemplateNode object, String member) {
        TemplateNode value = object instanceof ObjectValue members ? members.get(member) : null;
        if (value instanceof BarePlaceholder bare && bare.part() instanceof TextPart.Placeholder placeholder) {
            return new TextValue(bare.offset(), placeholder.written(), List.of(placeholder));
        }
        if (value instanceof NumberValue number) {
            return TextValue.literal(number.offset(), number.digits());
        }
        return value instanceof TextValue text ? text : null;
    }
}
