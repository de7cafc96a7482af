package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns the output of {@code aws ecs describe-task-definition} into a template: unwraps it and leaves out the fields that
 * only ECS sets. Anything else is returned unchanged.
 */
public final class DescribeOutput {

    private static final String WRAPPER = "taskDefinition";
    private static final String TAGS = "tags";

    private final Findings findings;

    public DescribeOutput(Findings findings) {
        this.findings = findings;
    }

    public ObjectValue toTemplate(ObjectValue root) {
        return withoutFieldsSetByEcs(unwrapped(root));
    }

    private ObjectValue unwrapped(ObjectValue root) {
        Member wrapper = root.member(WRAPPER);
        if (wrapper == null || !(wrapper.value() instanceof ObjectValue inner)) {
            return root;
        }
        findings.notice(
                wrapper.name().offset(),
                FieldPath.ROOT,
                "this is the output of describe-task-definition: what is in taskDefinition is used");
        List<Member> members = new ArrayList<>(inner.members());
        for (Member beside : root.members()) {
            // With --include TAGS the tags stand beside the task definition; RegisterTaskDefinition takes them inside.
            boolean isTags = is(beside, TAGS);
            if (isTags ? inner.get(TAGS) == null : !is(beside, WRAPPER)) {
                members.add(beside);
            }
        }
        return new ObjectValue(inner.offset(), members);
    }

    private static boolean is(Member member, String name) {
        return member.name().isNamed(name) || member.name().isPascalCaseOf(name);
    }

    private static boolean isSetByEcs(Member member) {
        if (!member.name().isLiteral() || member.name().text().isEmpty()) {
            return false;
        }
        String name = member.name().text();
        return TaskDefinitionFields.SET_BY_ECS.contains(
                name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }

    private ObjectValue withoutFieldsSetByEcs(ObjectValue root) {
        List<Member> kept = new ArrayList<>();
        Set<String> dropped = new LinkedHashSet<>();
        int firstOffset = -1;
        for (Member member : root.members()) {
            if (isSetByEcs(member)) {
                firstOffset = firstOffset < 0 ? member.name().offset() : firstOffset;
                dropped.add(member.name().text());
            } else {
                kept.add(member);
            }
        }
        if (dropped.isEmpty()) {
            return root;
        }
        findings.notice(
                firstOffset, FieldPath.ROOT, "left out fields that only ECS sets: " + String.join(", ", dropped));
        return new ObjectValue(root.offset(), kept);
    }
}
