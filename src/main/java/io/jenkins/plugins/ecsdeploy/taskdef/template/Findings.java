package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.util.ArrayList;
import java.util.List;

/** Collects all faults and notices of one template, so that its author gets them all at once. */
public final class Findings {

    /** More than anybody reads. Without a limit, a file of nothing but faults would cost far more memory than it has bytes. */
    private static final int MOST_KEPT = 1000;

    private final SourceText source;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private int faultsNotKept;

    public Findings(SourceText source) {
        this.source = source;
    }

    /** Starts with earlier findings: a template is read once and rendered many times. */
    public Findings(SourceText source, Findings before) {
        this(source);
        faults.addAll(before.faults);
        notices.addAll(before.notices);
    }

    public void fault(int offset, FieldPath path, String message) {
        if (isFull()) {
            faultsNotKept++;
            return;
        }
        SourcePosition at = source.positionOf(offset);
        faults.add(new Fault(source.fileName(), at.line(), at.column(), path.toString(), message));
    }

    /** A fault of a field of the rendered definition, at the place where the template has it. */
    public void fault(RenderedObject object, String field, String message) {
        fault(object.offsetOf(field), object.pathOf(field), message);
    }

    /** Whether a further fault would only be counted, so that its message need not be built. */
    public boolean isFull() {
        return faults.size() >= MOST_KEPT;
    }

    /** Where a piece of a string stands in the source; where the string begins, if escapes hide the piece. */
    public int placeOf(String piece, TemplateNode.TextValue text) {
        int longest = text.text().length() * 6 + 2; // each character as a Unicode escape
        int end = Math.min(source.text().length(), text.offset() + longest);
        int found = source.text().substring(text.offset(), end).indexOf(piece);
        return found < 0 ? text.offset() : text.offset() + found;
    }

    public void notice(int offset, FieldPath path, String message) {
        if (notices.size() >= MOST_KEPT) {
            return;
        }
        SourcePosition at = source.positionOf(offset);
        notices.add(new Notice(source.fileName(), at.line(), at.column(), path.toString(), message));
    }

    /** A notice about a field of the rendered definition. */
    public void notice(RenderedObject object, String field, String message) {
        notice(object.offsetOf(field), object.pathOf(field), message);
    }

    /** Where an offset lies, for a message that names a second place. */
    public SourcePosition positionOf(int offset) {
        return source.positionOf(offset);
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    public void throwIfFaulty() {
        if (isFaulty()) {
            throw exception();
        }
    }

    private TaskDefinitionTemplateException exception() {
        List<Fault> all = new ArrayList<>(faults);
        if (faultsNotKept > 0) {
            SourcePosition end = source.positionOf(source.text().length());
            String more = faultsNotKept + " more faults are not shown";
            all.add(new Fault(source.fileName(), end.line(), end.column(), "", more));
        }
        return new TaskDefinitionTemplateException(source.document(), source.fileName(), all);
    }

    /** The exception for the faults found so far: nothing more can be read. */
    public TaskDefinitionTemplateException stopNow() {
        return exception();
    }

    /** The exception for those and this fault, after which nothing more can be read. */
    public TaskDefinitionTemplateException stop(int offset, FieldPath path, String message) {
        fault(offset, path, message);
        return exception();
    }
}
