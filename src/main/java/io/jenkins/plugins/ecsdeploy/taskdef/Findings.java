package io.jenkins.plugins.ecsdeploy.taskdef;

import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong or remarkable in one template, so that its author hears of everything at once. */
final class Findings {

    private final SourceText source;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    Findings(SourceText source) {
        this.source = source;
    }

    /** Starts with what was found before: reading a template happens once, rendering it many times. */
    Findings(SourceText source, Findings before) {
        this(source);
        faults.addAll(before.faults);
        notices.addAll(before.notices);
    }

    void fault(int offset, JsonPath path, String message) {
        SourcePosition at = source.positionOf(offset);
        faults.add(new Fault(source.fileName(), at.line(), at.column(), path.toString(), message));
    }

    void notice(int offset, JsonPath path, String message) {
        SourcePosition at = source.positionOf(offset);
        notices.add(new Notice(source.fileName(), at.line(), at.column(), path.toString(), message));
    }

    /** Where an offset lies, for a message that names a second place. */
    SourcePosition positionOf(int offset) {
        return source.positionOf(offset);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    void throwIfFaulty() {
        if (!faults.isEmpty()) {
            throw new TaskDefinitionTemplateException(source.fileName(), faults);
        }
    }

    /** The exception for a fault after which nothing more can be read. */
    TaskDefinitionTemplateException stop(int offset, JsonPath path, String message) {
        fault(offset, path, message);
        return new TaskDefinitionTemplateException(source.fileName(), faults);
    }
}
