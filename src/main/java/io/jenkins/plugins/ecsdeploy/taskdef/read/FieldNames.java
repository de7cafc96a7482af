package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The field names of one object while it is read; one that occurs twice is a fault. */
final class FieldNames {

    /** Most objects have two or three fields: looking through them costs less than a map for each object. */
    private static final int FEW = 8;

    private final Findings findings;
    private final List<TextValue> few = new ArrayList<>(2);
    private Map<String, TextValue> many = Map.of();

    FieldNames(Findings findings) {
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
        if (few.size() == FEW) {
            if (many.isEmpty()) {
                many = new HashMap<>();
                few.forEach(each -> many.put(each.text(), each));
            }
            return many.putIfAbsent(name.text(), name);
        }
        for (TextValue each : few) {
            if (each.text().equals(name.text())) {
                return each;
            }
        }
        few.add(name);
        return null;
    }
}
