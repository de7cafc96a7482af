package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes a template of what {@code aws ecs describe-task-definition} prints: takes it out of its wrapping and leaves out
 * the fields that only ECS sets. What is no such output passes through untouched.
 */
public final class DescribeOutput {

    /** The members that {@code TaskDefinition} has and {@code RegisterTaskDefinition} hasn't (ECS API, 2014-11-13). */
    public static final Set<String> READ_ONLY_FIELDS = Set.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "deleteRequestedAt");

    private static final String WRAPPER = "taskDefinition";
    private static final String TAGS = "tags";

    private final Findings findings;

    public DescribeOutput(Findings findings) {
        this.findings = findings;
    }

    public ObjectValue toTemplate(ObjectValue root) {
        return withoutReadOnlyFields(unwrapped(root));
    }

    private ObjectValue unwrapped(ObjectValue root) {
        if (!(root.get(WRAPPER) instanceof ObjectValue inner)) {
            return root;
        }
        findings.notice(
                root.member(WRAPPER).name().offset(),
                FieldPath.ROOT,
                "this is output of describe-task-definition: what is in taskDefinition is used");
        List<Member> members = new ArrayList<>(inner.members());
        for (Member beside : root.members()) {
            // With --include TAGS the tags stand beside the task definition; RegisterTaskDefinition wants them in it.
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

    private static boolean isReadOnly(Member member) {
        if (!member.name().isLiteral() || member.name().text().isEmpty()) {
            return false;
        }
        String name = member.name().text();
        return READ_ONLY_FIELDS.contains(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }

    private ObjectValue withoutReadOnlyFields(ObjectValue root) {
        List<Member> kept = new ArrayList<>();
        Set<String> dropped = new LinkedHashSet<>();
        int firstOffset = -1;
        for (Member member : root.members()) {
            if (isReadOnly(member)) {
                firstOffset = firstOffset < 0 ? member.name().offset() : firstOffset;
                dropped.add(member.name().text());
            } else {
                kept.add(member);
            }
        }
        if (dropped.isEmpty()) {
            return root;
        }
        findings.notice(firstOffset, FieldPath.ROOT, "left out what only ECS sets: " + String.join(", ", dropped));
        return new ObjectValue(root.offset(), kept);
    }
}
