package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.HashMap;
import java.util.Map;

/** The field names of one object while it is read; one that occurs twice is a fault. */
final class FieldNames {

    private final Findings findings;
    private final Map<String, Integer> offsets = new HashMap<>();

    FieldNames(Findings findings) {
        this.findings = findings;
    }

    /** Adds a name, or reports it if it is there already. */
    void add(TextValue name, FieldPath path) {
        Integer first = offsets.putIfAbsent(name.text(), name.offset());
        if (first != null) {
            String message = "duplicate field " + name.quoted() + " (first at " + findings.positionOf(first)
                    + "): remove one of them";
            findings.fault(name.offset(), path, message);
        }
    }

    /** Adds a name if it is not there already, and says whether it was added. */
    boolean addIfAbsent(TextValue name) {
        return offsets.putIfAbsent(name.text(), name.offset()) == null;
    }
}
