package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The field names of one object while it is read; one that occurs twice is a fault. */
final class FieldNames {

    /** Most objects have two or three fields: looking through them costs less than a map for each object. */
    private static final int FEW = 8;

    private final List<Member> read;
    private final Findings findings;
    private Map<String, TextValue> many = Map.of();

    /** @param read the object's members, to which each is added after its name was added here */
    FieldNames(List<Member> read, Findings findings) {
        this.read = read;
        this.findings = findings;
    }

    /** Adds a name, or reports it if it is there already. */
    void add(TextValue name, FieldPath path) {
        TextValue first = putIfAbsent(name);
        if (first != null) {
            String message = "duplicate field " + name.quoted() + " (first at " + findings.positionOf(first.offset())
                    + "): remove one of them";
            findings.fault(name.offset(), path, message);
        }
    }

    /** Adds a name if it is not there already, and says whether it was added. */
    boolean addIfAbsent(TextValue name) {
        return putIfAbsent(name) == null;
    }

    @CheckForNull
    private TextValue putIfAbsent(TextValue name) {
        if (read.size() < FEW) {
            for (Member member : read) {
                if (member.name().text().equals(name.text())) {
                    return member.name();
                }
            }
            return null;
        }
        if (many.isEmpty()) {
            many = new HashMap<>();
            read.forEach(member -> many.putIfAbsent(member.name().text(), member.name()));
        }
        return many.putIfAbsent(name.text(), name);
    }
}
