package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one object while it is read, to know those that stand twice. */
final class FieldNames {

    /** Looking through so few is quicker than a map; most objects of a task definition have less. */
    private static final int FEW = 8;

    private final List<Member> members = new ArrayList<>(FEW);
    /** Empty while there are few. */
    private Map<String, TextValue> byName = Map.of();

    void add(Member member) {
        members.add(member);
        if (!byName.isEmpty()) {
            byName.putIfAbsent(member.name().text(), member.name());
        } else if (members.size() > FEW) {
            byName = new HashMap<>();
            members.forEach(each -> byName.putIfAbsent(each.name().text(), each.name()));
        }
    }

    /** The first field of this name so far, or null. */
    TextValue first(String name) {
        if (!byName.isEmpty()) {
            return byName.get(name);
        }
        for (Member member : members) {
            if (member.name().text().equals(name)) {
                return member.name();
            }
        }
        return null;
    }

    List<Member> members() {
        return members;
    }
}
