package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceMap;

/** Reports faults of a rendered definition's fields, at the places where the template has them. */
final class FieldFindings {

    private final SourceMap sourceMap;
    private final Findings findings;

    FieldFindings(SourceMap sourceMap, Findings findings) {
        this.sourceMap = sourceMap;
        this.findings = findings;
    }

    void fault(ObjectNode object, String field, String message) {
        findings.fault(sourceMap.offsetOf(object, field), pathOf(object, field), message);
    }

    void notice(ObjectNode object, String field, String message) {
        findings.notice(sourceMap.offsetOf(object, field), pathOf(object, field), message);
    }

    FieldPath pathOf(ObjectNode object, String field) {
        return sourceMap.pathOf(object, field);
    }

    /** A field's string as the template writes it, for a message. */
    String written(ObjectNode object, String field) {
        return sourceMap.written(object, field);
    }

    /** Whether the template has this field, even if it is null or empty. */
    boolean isWritten(ObjectNode object, String field) {
        return sourceMap.isWritten(object, field);
    }

    /** Whether a field's value stands in the template itself, so that a message may show it. */
    boolean isLiteral(ObjectNode object, String field) {
        return sourceMap.isLiteral(object, field);
    }

    /** Whether a further fault would only be counted, so that its message need not be built. */
    boolean isFull() {
        return findings.isFull();
    }
}
